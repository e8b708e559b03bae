import type { Refusal } from '../trace/index.ts'
import type { LinkReport, OpeningFault } from './visit.ts'

/** What the opening of a work has led to, when it came by a link, a file or out of the storage. */
export type OpeningNotice =
  /** It could be followed in part. */
  | { readonly kind: 'link'; readonly report: LinkReport }
  /** It was followed where the reader had worked before: undo leads there. */
  | { readonly kind: 'linkAgain' }
  | { readonly kind: 'fileBroken'; readonly name: string; readonly fault: OpeningFault }
  /** Saved work cannot be read; `text` is what was stored, to be downloaded. */
  | ({ readonly kind: 'savedBroken'; readonly text: string } & Refusal)

const OPENING_KINDS: readonly string[] = [
  'link',
  'linkAgain',
  'fileBroken',
  'savedBroken',
] satisfies OpeningNotice['kind'][]

export const isOpeningNotice = (notice: Notice): notice is OpeningNotice =>
  OPENING_KINDS.includes(notice.kind)

/** Something to tell the user once, in one sentence. */
export type Notice =
  | OpeningNotice
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
