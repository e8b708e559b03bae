/** Every bound on foreign or typed input. One place, so that the sentences and the checks agree. */
export const LIMITS = {
  keys: 4096,
  commands: 5000,
  /** UTF-8 bytes of one key. */
  keyBytes: 1024,
  undo: 100,
} as const
