import {
  isTable,
  type Bytes,
  type DroppedBy,
  type Reply,
  type StoppedBy,
} from '../../server/index.ts'
import type { ConsoleEvent } from '../../machines/client.ts'
import { stateAt, stepAt, type ServerTrace } from '../../trace/index.ts'

/** One dictScan call of a command. */
export interface StepCall {
  readonly cursor: number
  /** null while it runs. */
  readonly next: number | null
  /** Bucket numbers with the size of their table, as read. */
  readonly buckets: readonly { readonly bucket: number; readonly of: number }[]
  readonly collected: readonly Bytes[]
}

/** What step 1 made of the words. */
export interface StepOptions {
  readonly cursor: string
  readonly count: number
  readonly match: Bytes | null
  readonly type: Bytes | null
  readonly budget: number
}

/** A scan command by its four steps, as far as they have been done. */
export interface FourSteps {
  readonly words: readonly Bytes[]
  /** The step under way, or done last: 0 before the first, 4 with the reply. */
  readonly now: 0 | 1 | 2 | 3 | 4
  /** The command is the one of this moment; else it is the last one before. */
  readonly running: boolean
  readonly options: StepOptions | null
  readonly calls: readonly StepCall[]
  /** Elements that step 2 brought; of a small encoding all of them. */
  readonly collected: number
  readonly stoppedBy: StoppedBy | null
  readonly dropped: readonly { readonly key: Bytes; readonly by: DroppedBy }[]
  readonly reply: Reply | null
}

const SCANS = new Set(['scan', 'sscan', 'hscan', 'zscan'])

/** Whether a command is SCAN or one of its sisters. */
export const isScan = ([name = '']: readonly Bytes[]): boolean => SCANS.has(name.toLowerCase())

const EMPTY: Omit<FourSteps, 'words' | 'running'> = {
  now: 0,
  options: null,
  calls: [],
  collected: 0,
  stoppedBy: null,
  dropped: [],
  reply: null,
}

function withLastCall(steps: FourSteps, change: Partial<StepCall>): FourSteps {
  const last = steps.calls.at(-1)
  return last === undefined
    ? steps
    : { ...steps, calls: [...steps.calls.slice(0, -1), { ...last, ...change }] }
}

function afterProbe(steps: FourSteps, event: ConsoleEvent & { kind: 'dict.probe' }): FourSteps {
  const { probe } = event
  const last = steps.calls.at(-1)
  switch (probe.kind) {
    case 'scan.entered': {
      const call: StepCall = { cursor: probe.cursor, next: null, buckets: [], collected: [] }
      return { ...steps, now: 2, calls: [...steps.calls, call] }
    }
    case 'bucket.read': {
      const read = { bucket: probe.bucket, of: probe.mask + 1 }
      return withLastCall(steps, { buckets: [...(last?.buckets ?? []), read] })
    }
    case 'entry.emitted':
      return withLastCall(steps, { collected: [...(last?.collected ?? []), probe.key] })
    case 'scan.returned':
      return withLastCall(steps, { next: probe.cursor })
    case 'scan.emptyDict':
    case 'masks.taken':
    case 'cursor.changed':
    case 'loop.tested':
      return steps
  }
}

function after(steps: FourSteps, event: ConsoleEvent): FourSteps {
  switch (event.kind) {
    case 'scan.options': {
      const { cursor, count, match, type, budget } = event
      return { ...steps, now: 1, options: { cursor, count, match, type, budget } }
    }
    case 'dict.probe':
      return afterProbe(steps, event)
    case 'scan.collected': {
      const collected = steps.calls.reduce((sum, call) => sum + call.collected.length, 0)
      return { ...steps, now: 2, collected, stoppedBy: event.stoppedBy }
    }
    case 'scan.dropped':
      return { ...steps, now: 3, dropped: [...steps.dropped, { key: event.key, by: event.by }] }
    case 'replied':
      return { ...steps, now: 4, reply: event.reply }
    default:
      return steps
  }
}

/** The members of a small collection at a moment; 0 when there is none. */
function sizeOfSmall(trace: ServerTrace, moment: number, key: Bytes): number {
  const value = stateAt(trace, moment).server.values.get(key)
  if (value === undefined || value.type === 'string' || isTable(value)) return 0
  return value.pairs.length
}

/** The last step at or before a moment whose command is a scan; -1 when there is none. */
function scanStepAt(trace: ServerTrace, moment: number): number {
  for (let index = stepAt(trace, moment); index >= 0; index--) {
    const command = trace.steps[index]?.command
    if (command?.type === 'call' && isScan(command.words)) return index
  }
  return -1
}

/** The four steps of the scan command at a moment, or of the last one before it. */
export function fourStepsAt(trace: ServerTrace, moment: number): FourSteps | null {
  const index = scanStepAt(trace, moment)
  const step = trace.steps[index]
  if (step?.command.type !== 'call') return null
  const { words } = step.command
  const start: FourSteps = { ...EMPTY, words, running: index === stepAt(trace, moment) }
  const steps = step.events.slice(0, moment - step.start).reduce(after, start)
  return steps.stoppedBy === 'whole'
    ? { ...steps, collected: sizeOfSmall(trace, step.start, words[1] ?? '') }
    : steps
}

/** What a page holds: the keys behind the cursor, a pair for each field or scored member. */
export function pageOf(reply: Reply | null): { cursor: Bytes; items: readonly Bytes[] } | null {
  if (reply?.kind !== 'array') return null
  const [cursor, items] = reply.items
  if (cursor?.kind !== 'bulk' || items?.kind !== 'array') return null
  return {
    cursor: cursor.bytes,
    items: items.items.flatMap((item) => (item.kind === 'bulk' ? [item.bytes] : [])),
  }
}
