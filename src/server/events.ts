import type { Fact, Probe } from '../engine/index.ts'
import type { Bytes } from './bytes.ts'
import type { OptionName } from './options.ts'
import type { Reply } from './reply.ts'
import type { Value } from './value.ts'

/** The dict of keys or that of deadlines; of a slot where each has its own. */
export interface KeyPlace {
  readonly dict: 'keyspace' | 'expires'
  readonly slot?: number
}

/** Which dict of the server a fact speaks of. */
export type Place = KeyPlace | { readonly dict: 'value'; readonly key: Bytes }

/** A name for each dict of keys or deadlines. */
export const keyPlaceName = ({ dict, slot }: KeyPlace): string =>
  slot === undefined ? dict : `${dict} ${slot}`

export const KEYSPACE: KeyPlace = { dict: 'keyspace' }
export const EXPIRES: KeyPlace = { dict: 'expires' }
/** Where the keys of a slot lie in a keyspace that has a dict for each, and their deadlines. */
export const keyspaceOfSlot = (slot: number): KeyPlace => ({ dict: 'keyspace', slot })
export const expiresOfSlot = (slot: number): KeyPlace => ({ dict: 'expires', slot })
export const valueAt = (key: Bytes): Place => ({ dict: 'value', key })

/** Why an element that was collected is not in the reply. */
export type DroppedBy = 'match' | 'type' | 'expiry'

/** What ended step 2: the end of the walk, COUNT, the budget, or a small encoding told whole. */
export type StoppedBy = 'end' | 'count' | 'budget' | 'whole'

/** The four steps of SCAN and its sisters: options, collect, filter, reply (told as `replied`). */
export type ScanStep =
  | {
      readonly kind: 'scan.options'
      readonly place: Place
      readonly cursor: string
      readonly count: number
      readonly match: Bytes | null
      readonly type: Bytes | null
      /** dictScan calls that this command may make; 0 for a small encoding. */
      readonly budget: number
    }
  | {
      readonly kind: 'scan.called'
      readonly place: Place
      readonly cursor: number
      readonly next: number
      readonly collected: readonly Bytes[]
    }
  | { readonly kind: 'scan.collected'; readonly calls: number; readonly stoppedBy: StoppedBy }
  | { readonly kind: 'scan.dropped'; readonly key: Bytes; readonly by: DroppedBy }

/** All that can happen in a server. `reduce` needs nothing else. */
export type ServerEvent =
  | { readonly kind: 'dict.fact'; readonly place: Place; readonly fact: Fact }
  | {
      readonly kind: 'dict.probe'
      readonly place: Place
      readonly probe: Probe & { readonly line: string }
    }
  | { readonly kind: 'value.set'; readonly key: Bytes; readonly value: Value }
  | { readonly kind: 'value.removed'; readonly key: Bytes }
  | {
      readonly kind: 'payload.set'
      readonly key: Bytes
      readonly field: Bytes
      readonly payload: Bytes
    }
  | { readonly kind: 'payload.removed'; readonly key: Bytes; readonly field: Bytes }
  | { readonly kind: 'deadline.set'; readonly key: Bytes; readonly at: number }
  | { readonly kind: 'deadline.removed'; readonly key: Bytes }
  | { readonly kind: 'key.expired'; readonly key: Bytes; readonly by: 'lookup' | 'cron' }
  | {
      readonly kind: 'fieldDeadline.set'
      readonly key: Bytes
      readonly field: Bytes
      readonly at: number
    }
  | { readonly kind: 'fieldDeadline.removed'; readonly key: Bytes; readonly field: Bytes }
  | {
      readonly kind: 'field.expired'
      readonly key: Bytes
      readonly field: Bytes
      readonly by: 'lookup' | 'cron'
    }
  | { readonly kind: 'expireCursor.moved'; readonly cursor: number }
  | { readonly kind: 'option.set'; readonly name: OptionName; readonly value: number }
  | { readonly kind: 'child.started' }
  | { readonly kind: 'child.ended' }
  | { readonly kind: 'time.passed'; readonly now: number }
  | { readonly kind: 'all.flushed' }
  | ScanStep
  | { readonly kind: 'replied'; readonly reply: Reply }
