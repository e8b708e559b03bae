import type { ResizePolicy, TableIndex } from './state.ts'
import type { Word } from './word.ts'

/** Facts change the state; `reduce` knows each of them, and nothing else changes a dict. */
export type Fact =
  | { readonly kind: 'table.allocated'; readonly table: TableIndex; readonly buckets: number }
  | { readonly kind: 'table.replaced'; readonly buckets: number }
  | {
      readonly kind: 'entry.added'
      readonly table: TableIndex
      readonly bucket: number
      readonly id: number
      readonly key: string
      readonly hash: number
    }
  | {
      readonly kind: 'entry.removed'
      readonly table: TableIndex
      readonly bucket: number
      readonly id: number
      readonly key: string
    }
  | {
      readonly kind: 'entry.moved'
      readonly bucket: number
      readonly target: number
      readonly id: number
      readonly key: string
    }
  | { readonly kind: 'rehash.advanced'; readonly to: number; readonly emptied: boolean }
  | { readonly kind: 'rehash.completed'; readonly buckets: number }
  | { readonly kind: 'rehash.pausesChanged'; readonly pauses: number }
  | { readonly kind: 'autoResize.pausesChanged'; readonly pauses: number }
  | { readonly kind: 'policy.changed'; readonly policy: ResizePolicy }
  | { readonly kind: 'dict.emptied' }

/** What a step of a cursor did to the word. */
export type CursorOp = 'setUnmasked' | 'reverse' | 'increment' | 'mirrorBack' | 'countUp'

/** Probes change no table; they show where a scan looks and what it holds in its hands. */
export type Probe =
  | { readonly kind: 'scan.entered'; readonly cursor: Word }
  | { readonly kind: 'scan.emptyDict' }
  | { readonly kind: 'masks.taken'; readonly m0: Word; readonly m1: Word | null }
  | {
      readonly kind: 'bucket.read'
      readonly table: TableIndex
      readonly bucket: number
      readonly role: 'only' | 'smaller' | 'larger'
      readonly cursor: Word
      readonly mask: Word
    }
  | {
      readonly kind: 'entry.emitted'
      readonly table: TableIndex
      readonly bucket: number
      readonly id: number
      readonly key: string
    }
  | {
      readonly kind: 'cursor.changed'
      readonly op: CursorOp
      readonly mask: Word
      readonly before: Word
      readonly after: Word
    }
  | { readonly kind: 'loop.tested'; readonly left: Word; readonly again: boolean }
  | { readonly kind: 'scan.returned'; readonly cursor: Word }

export type FactKind = Fact['kind']
export type ProbeKind = Probe['kind']
