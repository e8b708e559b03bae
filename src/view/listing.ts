import { scanAlgorithms, type Line } from '../engine/index.ts'
import type { Reading, StageEvent } from '../machines/index.ts'
import { eventAt, isDictTrace, isServerTrace, type AnyTrace } from '../trace/index.ts'
import { readingAt, stageEventAt } from './reading.ts'

/** A line of the running algorithm with the live value that it speaks of, if any. */
export interface ListedLine extends Line {
  readonly value: string
  readonly current: boolean
  /** The current line lies in next(), which this line has called. */
  readonly calling: boolean
  /** Cells that the line has to do with in this call, by id. */
  readonly cells: readonly string[]
}

/** Wider words are written in decimal: the bits stand in the register. */
const WIDEST_BINARY = 63

const binary = (v: number, mask: number) =>
  mask > WIDEST_BINARY ? String(v) : v.toString(2).padStart(Math.max(1, Math.log2(mask + 1)), '0')

/** What a scan call tells: an event at a line of the listing. */
type LineEvent = Extract<StageEvent, { readonly line: string }>

/** The value that an event gives its line. */
function valueOf(event: LineEvent): string {
  switch (event.kind) {
    case 'scan.entered':
      return `v = ${event.cursor}`
    case 'masks.taken':
      return event.m1 === null
        ? binary(event.m0, event.m0)
        : `${binary(event.m0, event.m1)}, ${binary(event.m1, event.m1)}`
    case 'bucket.read':
      return binary(event.bucket, event.mask)
    case 'cursor.changed':
      return event.op === 'mirrorBack' || event.op === 'countUp' ? String(event.after) : ''
    case 'loop.tested':
      return event.left.toString(2)
    case 'scan.returned':
      return `= ${event.cursor}`
    case 'scan.emptyDict':
    case 'entry.emitted':
      return ''
  }
}

/** What a step tells of a scan, up to a moment. */
function probesOf(trace: AnyTrace, moment: number): readonly LineEvent[] {
  if (isServerTrace(trace)) {
    const { step } = eventAt(trace, moment) ?? {}
    const events = step?.events.slice(0, moment - step.start) ?? []
    return events.flatMap((event) => (event.kind === 'dict.probe' ? [event.probe] : []))
  }
  if (!isDictTrace(trace)) return []
  const { step } = eventAt(trace, moment) ?? {}
  const events = step?.events.slice(0, moment - step.start) ?? []
  return events.flatMap((event) => ('line' in event ? [event] : []))
}

/** The events of the last call of dictScan that the command of a moment has begun by then. */
function callSoFar(trace: AnyTrace, moment: number): readonly LineEvent[] {
  const probes = probesOf(trace, moment)
  const start = probes.findLastIndex(({ kind }) => kind === 'scan.entered')
  return probes.slice(Math.max(0, start))
}

const IN_NEXT = new Set<string | null>(['fill', 'mirror', 'count', 'mirrorBack'])

/** The line that has called next(), while one of its own lines runs. */
function callerOf(
  listing: readonly Line[],
  events: readonly LineEvent[],
  current: string | null,
): string | null {
  if (!IN_NEXT.has(current)) return null
  const twoTables = events.some((event) => event.kind === 'masks.taken' && event.m1 !== null)
  const callers = listing.filter(({ text, indent }) => indent > 0 && text.includes('next(v, m'))
  return callers.find(({ id }) => (id === 'atRest') !== twoTables)?.id ?? null
}

/** The algorithm's listing at a moment. */
export function listingAt(trace: AnyTrace, moment: number): readonly ListedLine[] {
  const events = callSoFar(trace, moment)
  const now = stageEventAt(trace, moment)
  const currentLine = now !== null && 'line' in now ? now.line : null
  const { listing } = scanAlgorithms[readingAt(trace, moment).algorithm]
  const caller = callerOf(listing, events, currentLine)
  return listing.map((line) => {
    const own = events.filter((event) => event.line === line.id)
    const last = own.findLast((event) => valueOf(event) !== '')
    const cells = own.flatMap((event) =>
      event.kind === 'bucket.read' ? [`${event.mask + 1}:${event.bucket}`] : [],
    )
    return {
      ...line,
      value: last === undefined ? '' : valueOf(last),
      current: line.id === currentLine,
      calling: line.id === caller,
      cells,
    }
  })
}

/** The lines that read a cell in the running call. */
export const linesOfCell = (lines: readonly ListedLine[], cell: string): readonly string[] =>
  lines.filter(({ cells }) => cells.includes(cell)).map(({ id }) => id)

/** Masks for the register: of the running call, else of the live tables. */
export function masksAt(state: Pick<Reading, 'dict' | 'scan'>): {
  readonly m0: number
  readonly m1: number
} {
  const { registers, status } = state.scan
  if (status === 'inCall' && registers !== null && registers.m0 !== null) {
    return { m0: registers.m0, m1: registers.m1 ?? registers.m0 }
  }
  const sizes = state.dict.tables.map(({ buckets }) => buckets.length).filter((size) => size > 0)
  if (sizes.length === 0) return { m0: 0, m1: 0 }
  return { m0: Math.min(...sizes) - 1, m1: Math.max(...sizes) - 1 }
}
