import { cursorOf } from './clustered.ts'
import type { Found } from './found.ts'
import type { Meaning } from './meaning.ts'
import { damageOf } from './swaps.ts'
import { isBreath, type Work } from './work.ts'

/** A cursor on its way: what one call returned, or what the next one was sent. */
export interface Stop {
  /** Its place among the cursors of the paste. */
  readonly at: number
  readonly value: bigint
  /** The cursor of the call that led here; null when the paste does not show it. */
  readonly asked: bigint | null
  /** COUNT of that call; null when the paste does not show the call. */
  readonly count: number | null
}

/** One walk from 0 towards 0, as far as the paste holds it. The zeros are no stops. */
export interface Scan {
  /** The first cursor of the paste that belongs to it. */
  readonly first: number
  /** Scans of one stream ask for the same thing. */
  readonly stream: string
  readonly stops: readonly Stop[]
  /** It starts with cursor 0. */
  readonly began: boolean
  /** Where the server returned 0. */
  readonly endedAt: number | null
  /** Where cursor 0 was sent again before the server returned 0. */
  readonly leftAt: number | null
}

/** A cursor that was sent in place of the one that the server had returned. */
export interface Swap {
  readonly repliedAt: number
  readonly sentAt: number
}

export interface Scans {
  readonly scans: readonly Scan[]
  readonly swaps: readonly Swap[]
}

/** COUNT when a command does not say it. */
const DEFAULT_COUNT = 10

/** Share of neighbours alike above which a list shows each cursor twice: received, then sent. */
const TWICE = 0.4

/** The number by which a cursor is compared and drawn; null when it has none. */
export function numberOf(meaning: Meaning): bigint | null {
  switch (meaning.kind) {
    case 'number':
      return meaning.value
    case 'clusterScan':
      return cursorOf(meaning)
    case 'glide':
      return null
  }
}

/** Which cursors can belong together: the same command for the same key and pattern. */
const streamOf = ({ call }: Found, byClient: boolean): string =>
  call === null
    ? ''
    : [call.command, call.key, call.match, byClient ? call.client : ''].join('\u0000')

/** Indices without the second of two equal neighbours, when the whole list is written like that. */
function withoutEchoes(
  indices: readonly number[],
  found: readonly Found[],
  values: readonly (bigint | null)[],
): readonly number[] {
  if (indices.some((at) => found[at]?.role !== 'listed')) return indices
  const single: number[] = []
  let echoed = false
  for (const at of indices) {
    const before = single.at(-1)
    const same = before !== undefined && values[before] === values[at]
    // Three alike are no echo.
    if (same && echoed) return indices
    if (!same) single.push(at)
    echoed = same
  }
  return indices.length - single.length < TWICE * indices.length || single.length < 2
    ? indices
    : single
}

interface Open {
  first: number
  stream: string
  stops: Stop[]
  began: boolean
  endedAt: number | null
  leftAt: number | null
}

/** Takes the cursors of one stream apart into scans. */
function* scansOfStream(
  stream: string,
  indices: readonly number[],
  found: readonly Found[],
  values: readonly (bigint | null)[],
): Work<{ scans: Open[]; swaps: Swap[] }> {
  const scans: Open[] = []
  const swaps: Swap[] = []
  let open: Open | null = null
  let asked: { readonly value: bigint; readonly count: number | null } | null = null
  let repliedAt: number | null = null
  /** A list of cursors holds one 0 between two scans: the end of one, the start of the next. */
  let afterEnd = false

  const opened = (at: number, began: boolean): Open => {
    const scan = { first: at, stream, stops: [], began, endedAt: null, leftAt: null }
    scans.push(scan)
    return scan
  }
  const stop = (at: number, value: bigint) => {
    open ??= opened(at, afterEnd)
    afterEnd = false
    open.stops.push({ at, value, asked: asked?.value ?? null, count: asked?.count ?? null })
  }

  for (const [nth, at] of indices.entries()) {
    if (isBreath(nth)) yield
    const value = values[at]
    const one = found[at]
    if (value === null || value === undefined || one === undefined) continue
    const count = one.call === null ? null : (one.call.count ?? DEFAULT_COUNT)
    if (one.role === 'sent') {
      const last: number | null = repliedAt
      repliedAt = null
      afterEnd = false
      if (value === 0n) {
        if (open !== null) open.leftAt = at
        open = opened(at, true)
      } else if (last === null || values[last] !== value) {
        if (last !== null && values[last] !== 0n) {
          swaps.push({ repliedAt: last, sentAt: at })
          // A spoiled cursor leads somewhere else: what follows is another walk.
          if (damageOf(values[last] ?? 0n, one.words) !== null) open = null
        }
        // Between this call and the last one lies a reply that the paste does not show.
        stop(at, value)
      }
      asked = { value, count }
      continue
    }
    if (one.role === 'replied') repliedAt = at
    if (value !== 0n) stop(at, value)
    else if (open === null) open = opened(at, true)
    else {
      open.endedAt = at
      open = null
      afterEnd = true
    }
    asked = null
  }
  return { scans, swaps }
}

/** The scans in a paste, in the order of their first cursors. */
export function* scansOf(
  found: readonly Found[],
  values: readonly (bigint | null)[],
  byClient: boolean,
): Work<Scans> {
  const streams = new Map<string, number[]>()
  for (const [at, one] of found.entries()) {
    if (isBreath(at)) yield
    const name = streamOf(one, byClient)
    const known = streams.get(name)
    if (known === undefined) streams.set(name, [at])
    else known.push(at)
  }
  const parts: { readonly scans: Open[]; readonly swaps: Swap[] }[] = []
  for (const [name, indices] of streams) {
    const single = withoutEchoes(indices, found, values)
    parts.push(yield* scansOfStream(name, single, found, values))
  }
  return {
    scans: parts.flatMap(({ scans }) => scans).sort((a, b) => a.first - b.first),
    swaps: parts.flatMap(({ swaps }) => swaps).sort((a, b) => a.sentAt - b.sentAt),
  }
}
