import { maskOf, scanAlgorithms, type TableIndex } from '../engine/index.ts'
import type { Reading, StageEvent } from '../machines/index.ts'
import { chipsOf } from './picture.ts'
import {
  isClusterTrace,
  isServerTrace,
  stateAt,
  stepAt,
  type AnyTrace,
  type Trace,
} from '../trace/index.ts'

/**
 * What can be asked before a call: which bucket it reads, which the cursor names after it, which keys
 * it returns, which of these came before; and before a key is added, which bucket it goes to.
 */
export type Ask = 'bucket' | 'cursor' | 'keys' | 'twice' | 'home'

/** Something in the picture that can be clicked as an answer; `name` is its name there. */
export interface Option {
  readonly name: string
  readonly table: TableIndex
  readonly bucket: number
  /** Buckets of its table. */
  readonly buckets: number
  /** The key of a chip; a cell has none. */
  readonly key?: string
}

/** What an explanation of the right answer takes its numbers from. */
export interface Grounds {
  readonly cursor: number
  /** The cursor after the call. */
  readonly next: number
  /** Buckets read in the only or the smaller table, and in the larger one. */
  readonly read: readonly number[]
  readonly family: readonly number[]
  readonly smaller: number
  readonly larger: number
  readonly keys: readonly string[]
  readonly counting: boolean
}

export interface Question {
  readonly ask: Ask
  readonly moment: number
  readonly options: readonly Option[]
  /** Names of the right options. When there is none, "none" is the right answer. */
  readonly right: readonly string[]
  /** Whether all right options must be named, or one of them is enough. */
  readonly all: boolean
  readonly grounds: Grounds
}

/** Beyond so many cells or keys nothing is asked: they could not be told apart or listed. */
export const MOST_OPTIONS = 64

interface Ahead {
  readonly events: readonly StageEvent[]
  readonly before: Reading
  readonly after: Reading
}

/** What the next command will do on the stage; null within a command and when there is none. */
function aheadIn<State, Command, Event, Config>(
  trace: Trace<State, Command, Event, Config>,
  moment: number,
): Ahead | null {
  const { machine, config, steps } = trace
  const step = steps[stepAt(trace, moment)]
  if (step !== undefined && moment < step.start + step.events.length) return null
  const state = stateAt(trace, moment)
  const command = steps[stepAt(trace, moment) + 1]?.command ?? machine.goesOn(state)
  if (command === null) return null
  const events: StageEvent[] = []
  let after = state
  for (const event of machine.run(state, command, config)) {
    after = machine.reduce(after, event)
    const shown = machine.shows(event, after)
    if (shown !== null) events.push(shown)
  }
  const before = machine.read(state, config)
  const reading = machine.read(after, config)
  // Another dict comes on the stage: its buckets cannot be clicked yet.
  return before.home === reading.home ? { events, before, after: reading } : null
}

function ahead(trace: AnyTrace, moment: number): Ahead | null {
  if (isClusterTrace(trace)) return null
  return isServerTrace(trace) ? aheadIn(trace, moment) : aheadIn(trace, moment)
}

function cellsOf({ dict }: Reading): Option[] {
  return dict.tables.flatMap(({ buckets }, table) =>
    buckets.map((_, bucket) => ({
      name: `cell ${buckets.length}:${bucket}`,
      table: table as TableIndex,
      bucket,
      buckets: buckets.length,
    })),
  )
}

const keysOf = (reading: Reading): Option[] =>
  chipsOf(reading).map(({ id, key, table, bucket }) => ({
    name: `chip ${id}`,
    table,
    bucket,
    buckets: reading.dict.tables[table].buckets.length,
    key,
  }))

const sizesOf = ({ dict }: Reading): readonly [small: number, large: number] => {
  const sizes = dict.tables.map(({ buckets }) => buckets.length).filter((size) => size > 0)
  return [Math.min(...sizes), Math.max(...sizes)]
}

type EventOf<K extends StageEvent['kind']> = Extract<StageEvent, { readonly kind: K }>

const only = <K extends StageEvent['kind']>(events: readonly StageEvent[], kind: K) =>
  events.filter((event): event is EventOf<K> => event.kind === kind)

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** Keys that the scan has returned before the call. */
const keysBefore = ({ scan }: Reading): readonly string[] =>
  scan.status === 'between'
    ? scan.calls.flatMap(({ emitted }) => emitted.map(({ key }) => key))
    : []

/** Keys that the call returns: what the server has dropped does not come. */
function keysComing({ before, after }: Ahead): string[] {
  const known = before.scan.status === 'between' ? before.scan.calls.length : 0
  const told = after.scan.calls.slice(known).flatMap(({ emitted }) => emitted)
  return unique(told.filter(({ dropped }) => dropped === undefined).map(({ key }) => key))
}

function groundsOf(next: Ahead): Grounds {
  const { events, before } = next
  const [smaller, larger] = sizesOf(before)
  const reads = only(events, 'bucket.read')
  const order = scanAlgorithms[before.algorithm].order
  return {
    cursor: before.scan.status === 'between' ? before.scan.cursor : 0,
    next: only(events, 'scan.returned').at(-1)?.cursor ?? 0,
    read: unique(reads.filter(({ role }) => role !== 'larger').map(({ bucket }) => bucket)),
    family: unique(reads.filter(({ role }) => role === 'larger').map(({ bucket }) => bucket)),
    smaller,
    larger,
    keys: keysComing(next),
    counting: order === 'counting',
  }
}

/** The cells that a cursor names: one in each table that lives after the call. */
function cellsAt(reading: Reading, cursor: number): string[] {
  const sizes = reading.dict.tables.map(({ buckets }) => buckets.length)
  return sizes
    .filter((size) => size > 0)
    .map((size) => `cell ${size}:${(cursor & maskOf(size)) >>> 0}`)
}

const named = (options: readonly Option[], keys: readonly string[]): string[] =>
  options.filter(({ key }) => key !== undefined && keys.includes(key)).map(({ name }) => name)

function rightOf(ask: Ask, next: Ahead, options: readonly Option[]): readonly string[] {
  const { events, before, after } = next
  switch (ask) {
    case 'bucket':
      return unique(
        only(events, 'bucket.read').map(({ bucket, mask }) => `cell ${mask + 1}:${bucket}`),
      )
    case 'cursor': {
      const cursor = only(events, 'scan.returned').at(-1)?.cursor ?? 0
      return cursor === 0 ? [] : cellsAt(after, cursor)
    }
    case 'keys':
      return named(options, keysComing(next))
    case 'twice': {
      const known = keysBefore(before)
      return named(
        options,
        keysComing(next).filter((key) => known.includes(key)),
      )
    }
    case 'home':
      return only(events, 'entry.added').map(
        ({ table, bucket }) => `cell ${before.dict.tables[table].buckets.length}:${bucket}`,
      )
  }
}

/** The question about what comes next; null where it makes no sense. */
export function questionAt(trace: AnyTrace, moment: number, ask: Ask): Question | null {
  const next = ahead(trace, moment)
  if (next === null) return null
  const begins = ask === 'home' ? 'entry.added' : 'scan.entered'
  if (only(next.events, begins).length === 0) return null
  const options = ask === 'keys' || ask === 'twice' ? keysOf(next.before) : cellsOf(next.before)
  if (options.length === 0 || options.length > MOST_OPTIONS) return null
  const right = rightOf(ask, next, options)
  const keys = options.flatMap(({ name, key }) =>
    key !== undefined && right.includes(name) ? [key] : [],
  )
  const grounds = groundsOf(next)
  return {
    ask,
    moment,
    options,
    right,
    all: ask === 'keys',
    grounds: ask === 'twice' ? { ...grounds, keys } : grounds,
  }
}

/** Whether an answer, given as the names of what was clicked, is right. */
export function isRight({ right, all }: Question, chosen: readonly string[]): boolean {
  if (right.length === 0 || chosen.length === 0) return right.length === chosen.length
  return all
    ? right.length === chosen.length && right.every((name) => chosen.includes(name))
    : chosen.every((name) => right.includes(name))
}

const ROUND: readonly Ask[] = ['bucket', 'keys', 'cursor', 'twice']

/** What is asked before a call when the reader wants to be asked: each in its turn. */
export function questionFor(trace: AnyTrace, moment: number): Question | null {
  const next = ahead(trace, moment)
  if (next === null) return null
  const { scan } = next.before
  const [smaller] = sizesOf(next.before)
  // A cursor inside a cell is what makes keys come twice.
  const inside = scan.status === 'between' && (scan.cursor & maskOf(smaller)) >>> 0 !== scan.cursor
  const turn = scan.status === 'between' ? scan.calls.length % ROUND.length : 0
  return questionAt(trace, moment, inside ? 'twice' : (ROUND[turn] ?? 'bucket'))
}

/** The question about this moment's call, which is the one under way or the next one. */
export function questionAbout(trace: AnyTrace, moment: number): Question | null {
  const start = trace.steps[stepAt(trace, moment)]?.start ?? 0
  return questionFor(trace, moment) ?? questionFor(trace, start)
}
