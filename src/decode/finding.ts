import type { Damage } from './swaps.ts'

/** Something about a list that its reader should know; `at` counts the cursors of the paste from 0. */
export type Finding =
  /** The client sent another cursor than the server had returned; `damage` null: no known way. */
  | {
      readonly kind: 'swap'
      readonly at: number
      readonly repliedAt: number
      readonly damage: Damage | null
      readonly times: number
    }
  /** Every large number is one that a double can hold: `bits` bits are zero in all. */
  | {
      readonly kind: 'rounded'
      readonly at: number
      readonly times: number
      readonly bits: number
    }
  | {
      readonly kind: 'loop'
      readonly at: number
      readonly period: number
      readonly rounds: number
      readonly endless: boolean
    }
  /** The same full walk again, its zeros left out. */
  | { readonly kind: 'again'; readonly at: number; readonly rounds: number }
  /** Several walks in one list: each cursor goes forward in one of them. */
  | {
      readonly kind: 'mixed'
      readonly at: number
      readonly walks: number
      readonly backs: number
    }
  /** The numbers do not go forward in any way that a scan could. */
  | { readonly kind: 'unordered'; readonly at: number; readonly backs: number }
  | { readonly kind: 'back'; readonly at: number; readonly from: number; readonly to: number }
  /** Cursor 0 was sent when the walk stood at this place. */
  | { readonly kind: 'restart'; readonly at: number; readonly place: number }
  /** 0 came back when the walk stood at this place. */
  | { readonly kind: 'early'; readonly at: number; readonly place: number }
  /**
   * The table grew or shrank before this cursor. `bits`: so many random bits would have to agree if
   * it had not; `count`: of the call that proves it, which cannot pass so many buckets.
   */
  | {
      readonly kind: 'resize'
      readonly at: number
      readonly from: number
      readonly to: number
      readonly calls: number
      readonly bits: number
      readonly proof: { readonly at: number; readonly count: number } | null
    }
  /** More changes of size than a table makes: calls may go to different nodes. */
  | { readonly kind: 'restless'; readonly at: number; readonly changes: number }
  /** Each cursor is the one before plus this: no table's order. */
  | { readonly kind: 'offset'; readonly at: number; readonly step: bigint }
  /** Full scans one after the other, so many of them just as the one before. */
  | {
      readonly kind: 'repeated'
      readonly at: number
      readonly scans: number
      readonly alike: number
    }
  /** The server answered "ERR invalid cursor" on this line. */
  | { readonly kind: 'refused'; readonly line: number; readonly times: number }

export type FindingKind = Finding['kind']

/** What is wrong first, what is good to know last. */
const URGENCY: Readonly<Record<FindingKind, number>> = {
  swap: 0,
  rounded: 1,
  refused: 2,
  loop: 3,
  unordered: 4,
  mixed: 5,
  restart: 6,
  early: 7,
  back: 8,
  again: 9,
  offset: 10,
  resize: 11,
  restless: 12,
  repeated: 13,
}

/** Most urgent first, else in the order of the paste. */
export const byUrgency = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => URGENCY[a.kind] - URGENCY[b.kind])
