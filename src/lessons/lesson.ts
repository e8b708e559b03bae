import type { Locale } from '../i18n/index.ts'
import type { Scenario } from '../trace/index.ts'
import type { Order } from '../view/axis.ts'
import type { Ask } from '../view/predict.ts'
import type { Facts } from './facts.ts'
import type { When } from './moment.ts'

/** The language of a message. */
export interface Text {
  readonly locale: Locale
}

/** A small table beside a sentence: how buckets split, or the ruler's order of three sizes. */
export type Figure = 'split' | 'orders'

/** One sentence, and the moment that it speaks of. */
export interface Stop {
  readonly at: When
  readonly say: (facts: Facts, text: Text) => string
  /** The order that the buckets take here and keep until another stop changes it. */
  readonly order?: Order
  /** What the reader is asked before going on; the sentence is the question. */
  readonly ask?: Ask
  readonly figure?: Figure
  /** Parts of the picture that the sentence speaks of, by their names in it. */
  readonly show?: (facts: Facts) => readonly string[]
}

/** What comes of the scenario, as data; a test replays it. */
export interface Outcome {
  readonly calls: number
  readonly returned: number
  readonly twice: readonly string[]
  readonly missed: readonly string[]
  /** Buckets that no call has read, of the largest table that lived. */
  readonly unread: readonly number[]
  /** Where keys stand at the end, for a lesson that makes no call. */
  readonly buckets?: Readonly<Record<string, number>>
}

/** A scenario and what is said on the way through it. */
export interface Lesson<Id extends string = string> {
  readonly id: Id
  readonly title: (text: Text) => string
  readonly question: (text: Text) => string
  readonly moral: (text: Text) => string
  readonly scenario: Scenario
  /** The order of the buckets at the beginning. */
  readonly order: Order
  readonly stops: readonly Stop[]
  readonly outcome: Outcome
}

/** Infers the id. */
export const lesson = <const Id extends string>(it: Lesson<Id>): Lesson<Id> => it
