import type { ServerCommand } from '../../server/index.ts'
import type { ConsoleEvent } from '../../machines/client.ts'
import type { ServerTrace, Step } from '../../trace/index.ts'
import type { LaneMark } from '../lanes.ts'
import { ledgerOf } from '../ledger.ts'
import { readingAt } from '../reading.ts'

type Told = Omit<LaneMark, 'from' | 'to' | 'notch'>

const known = new WeakMap<ServerTrace, readonly LaneMark[]>()

/** What a command did to the table on the stage, the keys, or the time. */
function laneOf(trace: ServerTrace, { events, start }: Step<ServerCommand, ConsoleEvent>): Told {
  const options = events.find((event) => event.kind === 'scan.options')
  if (options !== undefined) return { lane: 'calls', kind: 'call', value: Number(options.cursor) }
  const facts = events.flatMap((event) => (event.kind === 'dict.fact' ? [event.fact] : []))
  const made = facts.find((fact) => fact.kind === 'table.allocated' && fact.table === 1)
  if (made?.kind === 'table.allocated') {
    const before = readingAt(trace, start).dict.tables[0].buckets.length
    return { lane: 'table', kind: made.buckets > before ? 'grow' : 'shrink', value: made.buckets }
  }
  const advanced = facts.filter(({ kind }) => kind === 'rehash.advanced').length
  // A lookup of 7.4 may move a bucket out of turn.
  const moves = facts.some(({ kind }) => kind === 'entry.moved')
  const added = facts.filter(({ kind }) => kind === 'entry.added').length
  const removed = facts.filter(({ kind }) => kind === 'entry.removed').length
  if (added > 0) return { lane: 'keys', kind: 'add', value: added }
  if (removed > 0) return { lane: 'keys', kind: 'delete', value: removed }
  if (advanced > 0 || moves) {
    return { lane: 'table', kind: 'rehash', value: Math.max(1, advanced) }
  }
  return { lane: 'table', kind: 'other', value: 0 }
}

/** What happened to a server, in three lanes; duplicates and losses are notched. */
export function serverLanesOf(trace: ServerTrace): readonly LaneMark[] {
  const found = known.get(trace)
  if (found !== undefined) return found
  let twice = new Set<string>()
  let missed = new Set<string>()
  const marks = trace.steps.map((step): LaneMark => {
    const to = step.start + step.events.length
    const told = laneOf(trace, step)
    let notch: LaneMark['notch'] = null
    if (told.lane === 'calls') {
      const ledger = ledgerOf(readingAt(trace, to))
      if (ledger.missed.some((key) => !missed.has(key))) notch = 'missed'
      else if (ledger.twice.some((key) => !twice.has(key))) notch = 'twice'
      missed = new Set(ledger.missed)
      twice = new Set(ledger.twice)
    }
    return { ...told, from: step.start, to, notch }
  })
  known.set(trace, marks)
  return marks
}
