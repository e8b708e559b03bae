/** Every bound on foreign or typed input. One place, so that the sentences and the checks agree. */
export const LIMITS = {
  keys: 4096,
  /** Keys of a whole cluster, of which the page draws no chip each. */
  clusterKeys: 20_000,
  nodes: 32,
  commands: 5000,
  /** UTF-8 bytes of one key. */
  keyBytes: 1024,
  /** Characters of a cursor that somebody brings along. */
  cursor: 128,
  /** Words of one command that is typed at the console. */
  words: 1024,
  /** Characters of a line that is typed at the console. */
  line: 8192,
  undo: 100,
  branches: 5000,
  /** Commands of all branches of one work together, shared ones counted in each. */
  treeCommands: 2 ** 20,
  /** Micro-steps of a scenario, or of a foreign work with all its branches: a few seconds of work. */
  moments: 2 ** 19,
  /** A whole link. */
  linkCharacters: 2 ** 16,
  /** A work as JSON: a file, or what a link unpacks to. */
  workBytes: 2 ** 23,
} as const
