import type { LinkReport, OpeningFault } from './visit.ts'

/** What a link or a file has led to. */
export type LinkNotice =
  /** It could be followed in part. */
  | { readonly kind: 'link'; readonly report: LinkReport }
  /** It was followed where the reader had worked before: undo leads there. */
  | { readonly kind: 'linkAgain' }
  | { readonly kind: 'fileBroken'; readonly name: string; readonly fault: OpeningFault }

const LINK_KINDS: readonly string[] = [
  'link',
  'linkAgain',
  'fileBroken',
] satisfies LinkNotice['kind'][]

export const isLinkNotice = (notice: Notice): notice is LinkNotice =>
  LINK_KINDS.includes(notice.kind)

/** Something to tell the user once, in one sentence. */
export type Notice =
  | LinkNotice
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
  /** The edit would make too many micro-steps. */
  | { readonly kind: 'tooLong' }
  /** What belongs to a scenario could not be loaded. */
  | { readonly kind: 'notLoaded' }
  | { readonly kind: 'notSaved' }
  | {
      readonly kind: 'savedBroken'
      readonly field: string
      readonly reason: string
      /** What was stored, to be downloaded. */
      readonly text: string
    }
