import { stepAt, type AnyTrace } from '../trace/index.ts'
import { isCall } from './placeFor.ts'

/** How far one press goes: an event, to the next bucket that is read, to the end of a call. */
export type Grain = 'micro' | 'bucket' | 'call'

const clamp = (trace: AnyTrace, moment: number) => Math.max(0, Math.min(trace.length, moment))

/** Moments at which a call has ended, or another command in one go. */
function isStop(trace: AnyTrace, moment: number, grain: Grain): boolean {
  const step = trace.steps[stepAt(trace, moment)]
  if (step === undefined) return moment === 0
  const event = step.events[moment - step.start - 1]
  const kind = event?.kind === 'dict.probe' ? event.probe.kind : event?.kind
  if (grain === 'bucket' && kind === 'bucket.read') return true
  const ended = moment === step.start + step.events.length
  return ended && (grain === 'bucket' || isCall(step.command))
}

/** The moment that a step of this grain leads to; the ends of the trace are always stops. */
export function momentAfter(
  trace: AnyTrace,
  moment: number,
  grain: Grain,
  direction: 1 | -1,
): number {
  let next = clamp(trace, moment + direction)
  if (grain === 'micro') return next
  while (next > 0 && next < trace.length && !isStop(trace, next, grain)) next += direction
  return next
}
