import type { Refusal } from '../trace/index.ts'
import type { LinkReport, OpeningFault } from './visit.ts'

/** What has become of a work that came by a link, a file, out of the storage or of another tab. */
export type WorkNotice =
  /** It could be followed in part. */
  | { readonly kind: 'link'; readonly report: LinkReport }
  /** It was followed where the reader had worked before: undo leads there. */
  | { readonly kind: 'linkAgain' }
  | { readonly kind: 'fileBroken'; readonly name: string; readonly fault: OpeningFault }
  /** Saved work cannot be read; `text` is what was stored, to be downloaded. */
  | ({ readonly kind: 'savedBroken'; readonly text: string } & Refusal)
  /** Branches that another tab has made are branches here, too; the reader stays on `name`. */
  | { readonly kind: 'joined'; readonly names: readonly string[]; readonly name: string }
  /** What another tab had stored cannot be joined with ours; `text` is to be downloaded. */
  | {
      readonly kind: 'otherAside'
      readonly why: Refusal | 'tooLarge' | 'notLoaded'
      readonly text: string
    }

const WORK_KINDS: readonly string[] = [
  'link',
  'linkAgain',
  'fileBroken',
  'savedBroken',
  'joined',
  'otherAside',
] satisfies WorkNotice['kind'][]

export const isWorkNotice = (notice: Notice): notice is WorkNotice =>
  WORK_KINDS.includes(notice.kind)

/** Something to tell the user once, in one sentence. */
export type Notice =
  | WorkNotice
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
