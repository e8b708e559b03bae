import type { SceneEvent } from '../cluster/index.ts'
import type { StageEvent } from '../machines/index.ts'
import { eventAt, isClusterTrace, type AnyTrace } from '../trace/index.ts'
import { stageEventAt } from '../view/reading.ts'

type Happens = StageEvent['kind'] | SceneEvent['kind']

/**
 * A moment of a recording, told by what happens and not by a number: the end of the n-th call or of
 * the n-th command (both from 1), or within it the n-th thing of a kind that happens on the stage.
 */
export type When =
  | 'start'
  | 'end'
  | { readonly call: number; readonly reaches?: Happens; readonly nth?: number }
  | { readonly command: number; readonly reaches?: Happens; readonly nth?: number }

/** What happens at a moment: on the stage, or anywhere in a cluster. */
const happensAt = (trace: AnyTrace, moment: number): Happens | undefined =>
  isClusterTrace(trace) ? eventAt(trace, moment)?.event.kind : stageEventAt(trace, moment)?.kind

interface Span {
  readonly start: number
  readonly end: number
}

/** The first moment and the last of each command, and whether it is a call of the client. */
const spansOf = ({ steps }: AnyTrace) =>
  steps.map(({ command, events, start }) => ({
    isCall: command.type === 'scan' || command.type === 'call',
    start,
    end: start + events.length,
  }))

function eventIn(trace: AnyTrace, { start, end }: Span, kind: Happens, nth: number) {
  let left = nth
  for (let moment = start + 1; moment <= end; moment++) {
    if (happensAt(trace, moment) === kind) left -= 1
    if (left === 0) return moment
  }
  throw new Error(`the step has no ${kind} number ${nth}`)
}

/** The moment as a number of events; throws when the recording never comes to it. */
export function momentOf(trace: AnyTrace, when: When): number {
  if (when === 'start') return 0
  if (when === 'end') return trace.length
  const spans = spansOf(trace)
  const span =
    'call' in when ? spans.filter(({ isCall }) => isCall)[when.call - 1] : spans[when.command - 1]
  if (span === undefined) throw new Error(`the recording has no step ${JSON.stringify(when)}`)
  const { reaches, nth = 1 } = when
  return reaches === undefined ? span.end : eventIn(trace, span, reaches, nth)
}
