/** Something to tell the user once, in one sentence. */
export type Notice =
  | { readonly kind: 'afterCall' }
  | {
      readonly kind: 'branched'
      readonly name: string
      readonly old: string
      readonly afterCall: boolean
    }
  | { readonly kind: 'config'; readonly name: string; readonly old: string }
  | { readonly kind: 'undone' }
  | { readonly kind: 'redone' }
  | { readonly kind: 'commandsFull' }
  | { readonly kind: 'keysFull' }
  | { readonly kind: 'notSaved' }
  | {
      readonly kind: 'savedBroken'
      readonly field: string
      readonly reason: string
      /** What was stored, to be downloaded. */
      readonly text: string
    }
