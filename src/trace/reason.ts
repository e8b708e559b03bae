/** What foreign data may have too many of. */
export type Things =
  | 'branches'
  | 'commands'
  | 'configurations'
  | 'keys'
  | 'names'
  | 'nodes'
  | 'places'
  | 'ranges'
  | 'words'

/** Reasons that say all by their name. */
export type PlainReason =
  | 'missing'
  | 'unknown'
  | 'object'
  | 'text'
  | 'textOrNumber'
  | 'number'
  | 'whole'
  | 'flag'
  | 'powerOfTwo'
  /** Text with characters beyond U+00FF, each of which would be more than a byte. */
  | 'byteText'
  /** No words, of which the first would be the command. */
  | 'noCommand'
  | 'nodeName'
  | 'address'
  /** A range that ends before it begins. */
  | 'backwards'
  | 'noNode'
  /** A branch cut from one that does not stand before it. */
  | 'lateParent'
  | 'cursor'
  | 'lowBits'
  | 'reply'
  /** Text that is no JSON. */
  | 'damaged'
  /** What reads it has not been loaded. */
  | 'notLoaded'
  /** A schema refused without a reason of ours. */
  | 'unfit'

/**
 * Why something foreign is not taken, as data: the page says it in its reader's language
 * (`i18n/reasons.ts`), the library in English (`inEnglish`). Each stands as a predicate: what it is
 * said of is a field.
 */
export type Reason =
  | { readonly kind: PlainReason }
  /** One of these, or just this one. */
  | { readonly kind: 'oneOf'; readonly names: readonly (string | number)[] }
  | { readonly kind: 'atLeast'; readonly least: number }
  | { readonly kind: 'atMost'; readonly most: number }
  | { readonly kind: 'list'; readonly things: Things }
  | { readonly kind: 'tooMany'; readonly things: Things; readonly most: number }
  | { readonly kind: 'tooManyBytes'; readonly most: number }
  | { readonly kind: 'tooManyCharacters'; readonly most: number }
  | { readonly kind: 'hexDigits'; readonly digits: number }
  /** In the beginning and in all commands together. */
  | { readonly kind: 'tooManyKeysInAll'; readonly most: number }
  /** With the commands that a branch shares with others. */
  | { readonly kind: 'tooManyCommandsInAll'; readonly most: number }
  /** Of all branches, those that they share counted for each. */
  | { readonly kind: 'tooManyCommandsOfTree'; readonly most: number }
  | { readonly kind: 'tooManyMoments'; readonly most: number }
  /** Neither a list of keys nor a prefix and a count. */
  | { readonly kind: 'clusterKeys'; readonly most: number }
  | { readonly kind: 'nodeTwice'; readonly node: string }
  /** A primary that follows another node. */
  | { readonly kind: 'ledPrimary'; readonly node: string }
  /** A replica that follows no primary, or has slots. */
  | { readonly kind: 'strayReplica'; readonly node: string }
  | { readonly kind: 'slotTwice'; readonly slot: number }
  /** The first slot that is no node's. */
  | { readonly kind: 'slotGap'; readonly slot: number; readonly slots: number }
  /** Saved work names its parts by number. */
  | { readonly kind: 'numberMissing'; readonly number: number }
  | { readonly kind: 'branchMissing'; readonly branch: number }
  | { readonly kind: 'branchTwice'; readonly branch: number }
  /** Cut from no branch before it, or behind its end. */
  | { readonly kind: 'branchAdrift'; readonly branch: number }

/** A reason as the message of a schema, which must be a text. */
export const because = (reason: Reason): string => JSON.stringify(reason)

/** The reason in a message that `because` has written. */
export function reasonIn(message: string): Reason {
  try {
    return JSON.parse(message) as Reason
  } catch {
    return { kind: 'unfit' }
  }
}

/** What of foreign data is not taken, and why. `field` reads like `commands.3.buckets`. */
export interface Refusal {
  readonly field: string
  readonly reason: Reason
}
