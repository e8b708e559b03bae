/** What a remote's two keys mean on the screen that is presented, and how far it has come. */
export interface Pages {
  readonly on: () => void
  readonly back: () => void
  readonly at: number
  readonly last: number
  /** The arrows go by pages too: some remotes send them. */
  readonly byArrows: boolean
}
