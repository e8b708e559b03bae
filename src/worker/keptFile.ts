/** A file that is kept for the time without a network. */
export interface KeptFile {
  /** Its path from the page. */
  readonly url: string
  /** What changes with its content; null when its name does. */
  readonly revision: string | null
}
