import type { Bytes, ServerState } from '../server/index.ts'
import { callsOf, walksOf, type ScanCall, type Walk } from './calls.ts'
import { whyNotComparable, type NotComparable } from './comparable.ts'
import { bytesFrom } from './escaped.ts'
import type { Recording } from './format.ts'
import { statesOf } from './replay.ts'
import { sizesOf, type SizeSpan } from './sizes.ts'

/** A walk with what its cursors show. */
export interface ToldWalk extends Walk {
  /** The number of its first call among all calls. */
  readonly first: number
  readonly sizes: readonly SizeSpan[]
  /** For each call and each of its names: how often it has come in this walk by then. */
  readonly times: readonly Uint32Array[]
  /** How many names of each call had come before. */
  readonly again: readonly number[]
}

/**
 * A recording with all that can be known of it. A moment is a number of lines: how many have been
 * told.
 */
export interface Telling {
  readonly recording: Recording
  readonly calls: readonly ScanCall[]
  readonly walks: readonly ToldWalk[]
  /** How many calls the first `moment` lines hold, by moment. */
  readonly callsBefore: Uint32Array
  /** The model's server at each moment; null when the recording does not hold what that takes. */
  readonly states: readonly ServerState[] | null
  readonly notComparable: NotComparable | null
  /** The low `hashBits` bits of the hashes that are known. */
  readonly low: ReadonlyMap<Bytes, number>
  readonly hashBits: number
}

function timesIn(calls: readonly ScanCall[]): readonly Uint32Array[] {
  const counts = new Map<Bytes, number>()
  return calls.map(({ keys }) =>
    Uint32Array.from(keys, (key) => {
      const times = (counts.get(key) ?? 0) + 1
      counts.set(key, times)
      return times
    }),
  )
}

function countCalls(calls: readonly ScanCall[], lines: number): Uint32Array {
  const counts = new Uint32Array(lines + 1)
  for (const { index } of calls) counts[index + 1] = 1
  for (let moment = 1; moment <= lines; moment++) {
    counts[moment] = (counts[moment] ?? 0) + (counts[moment - 1] ?? 0)
  }
  return counts
}

/** Makes a telling of a recording: once, when it is opened. */
export function tellingOf(recording: Recording): Telling {
  const { header, lines } = recording
  const calls = callsOf(recording)
  let first = 0
  const walks = walksOf(calls).map((walk) => {
    const times = timesIn(walk.calls)
    const again = times.map((own) => own.filter((count) => count > 1).length)
    const told = { ...walk, first, sizes: sizesOf(walk.calls), times, again }
    first += walk.calls.length
    return told
  })
  return {
    recording,
    calls,
    walks,
    callsBefore: countCalls(calls, lines.length),
    states: statesOf(recording),
    notComparable: whyNotComparable(recording),
    low: new Map(header.hashLow.map(([name, bits]) => [bytesFrom(name), bits])),
    hashBits: header.hashBits,
  }
}

/** The walk that a moment is in, with its calls so far. */
export interface WalkAt {
  readonly walk: ToldWalk
  readonly calls: readonly ScanCall[]
}

/**
 * The walk at a moment: the one of the last call, or the first one while no call has been made. Null
 * in a recording without a scan.
 */
export function walkAt({ walks, callsBefore }: Telling, moment: number): WalkAt | null {
  const count = callsBefore[moment] ?? 0
  const walk = walks.findLast(({ first }) => first < count) ?? walks[0]
  if (walk === undefined) return null
  return { walk, calls: walk.calls.slice(0, Math.max(0, count - walk.first)) }
}

/** The call that the last line told at a moment is; null when it is something else. */
export function callAt({ calls, callsBefore }: Telling, moment: number): ScanCall | null {
  const count = callsBefore[moment] ?? 0
  const isCall = moment > 0 && count > (callsBefore[moment - 1] ?? 0)
  return isCall ? (calls[count - 1] ?? null) : null
}

/** The size that the cursors show for a call of a walk, counted from 0; null when they show none. */
export const spanAt = ({ sizes }: ToldWalk, call: number): SizeSpan | null =>
  sizes.find(({ from, to }) => from <= call && call < to) ?? sizes.at(-1) ?? null
