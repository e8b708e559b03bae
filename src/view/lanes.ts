import type { DictTrace } from '../trace/index.ts'
import { stateAt } from '../trace/index.ts'
import { ledgerOf } from './ledger.ts'
import { readingAt } from './reading.ts'

/** A mark on the timeline from one moment to another. */
export interface LaneMark {
  readonly lane: 'calls' | 'table' | 'keys'
  readonly kind: 'call' | 'grow' | 'shrink' | 'rehash' | 'add' | 'delete' | 'other'
  readonly from: number
  readonly to: number
  /** The call's cursor, the new size, the key count. */
  readonly value: number
  /** A key came twice, or one was lost, in this step. */
  readonly notch: 'twice' | 'missed' | null
}

const known = new WeakMap<DictTrace, readonly LaneMark[]>()

function laneOf(trace: DictTrace, index: number): Omit<LaneMark, 'from' | 'to' | 'notch'> {
  const command = trace.steps[index]?.command
  switch (command?.type) {
    case 'scan': {
      const entered = trace.steps[index]?.events.find(({ kind }) => kind === 'scan.entered')
      const value = entered?.kind === 'scan.entered' ? entered.cursor : 0
      return { lane: 'calls', kind: 'call', value }
    }
    case 'resize': {
      const start = trace.steps[index]?.start ?? 0
      const grows = command.buckets > stateAt(trace, start).dict.tables[0].buckets.length
      return { lane: 'table', kind: grows ? 'grow' : 'shrink', value: command.buckets }
    }
    case 'rehash':
      return { lane: 'table', kind: 'rehash', value: command.buckets }
    case 'add':
      return { lane: 'keys', kind: 'add', value: command.keys.length }
    case 'delete':
      return { lane: 'keys', kind: 'delete', value: command.keys.length }
    case 'restartScan':
    case 'policy':
    case 'automatic':
    case undefined:
      return { lane: 'table', kind: 'other', value: 0 }
  }
}

/** What happened, in three lanes. Duplicates and losses are notched where they happen. */
export function lanesOf(trace: DictTrace): readonly LaneMark[] {
  const found = known.get(trace)
  if (found !== undefined) return found
  let twice = new Set<string>()
  let missed = new Set<string>()
  const marks = trace.steps.map(({ start, events, command }, index): LaneMark => {
    const end = start + events.length
    let notch: LaneMark['notch'] = null
    if (command.type === 'scan') {
      const ledger = ledgerOf(readingAt(trace, end))
      if (ledger.missed.some((key) => !missed.has(key))) notch = 'missed'
      else if (ledger.twice.some((key) => !twice.has(key))) notch = 'twice'
      missed = new Set(ledger.missed)
      twice = new Set(ledger.twice)
    }
    return { ...laneOf(trace, index), from: start, to: end, notch }
  })
  known.set(trace, marks)
  return marks
}
