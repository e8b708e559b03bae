/** Every bound on a recording. What a file has beyond them is not read, and that is said. */
export const RECORDING_LIMITS = {
  /** Bytes of a file. */
  bytes: 2 ** 26,
  lines: 100_000,
  /** Characters of a line. */
  line: 2 ** 20,
  /** Lists inside lists in one reply. */
  depth: 8,
  /** Commands that are run again in the model. */
  replayed: 5_000,
} as const
