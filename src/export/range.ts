import type { AnyTrace } from '../trace/index.ts'

/** Moments from the first to the last, both included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Moments of one film. */
export const MOST_MOMENTS = 600

/** What a reader chose: moments by their numbers, or calls from 1 on. */
export interface Choice {
  readonly of: 'whole' | 'moments' | 'calls'
  readonly from: number
  readonly to: number
}

export type RangeFault =
  | { readonly why: 'noNumber' }
  | { readonly why: 'reversed'; readonly from: number; readonly to: number }
  | { readonly why: 'outside'; readonly least: number; readonly most: number }
  | { readonly why: 'tooMany'; readonly moments: number }

export type Range =
  | {
      readonly ok: true
      readonly span: Span
      /** The moments of the whole branch, when only its beginning fits into one film. */
      readonly cutFrom?: number
    }
  | { readonly ok: false; readonly fault: RangeFault }

/** A client's call from the moment before it begins to the one at which it is answered. */
export const callsOf = ({ steps }: AnyTrace): readonly Span[] =>
  steps
    .filter(({ command: { type } }) => type === 'scan' || type === 'call')
    .map(({ start, events }) => ({ from: start, to: start + events.length }))

const broken = (fault: RangeFault): Range => ({ ok: false, fault })

/** Whether two numbers name a range of `least` to `most`. */
function faultOf({ from, to }: Span, least: number, most: number): RangeFault | null {
  if (!Number.isInteger(from) || !Number.isInteger(to)) return { why: 'noNumber' }
  if (from > to) return { why: 'reversed', from, to }
  return from < least || to > most ? { why: 'outside', least, most } : null
}

/** The moments of a choice, or why it cannot be made into a film. */
export function rangeOf(trace: AnyTrace, choice: Choice): Range {
  const { length } = trace
  if (choice.of === 'whole') {
    const all = length + 1
    return all <= MOST_MOMENTS
      ? { ok: true, span: { from: 0, to: length } }
      : { ok: true, span: { from: 0, to: MOST_MOMENTS - 1 }, cutFrom: all }
  }
  const calls = choice.of === 'calls' ? callsOf(trace) : null
  const fault = calls === null ? faultOf(choice, 0, length) : faultOf(choice, 1, calls.length)
  if (fault !== null) return broken(fault)
  const span =
    calls === null
      ? { from: choice.from, to: choice.to }
      : { from: calls[choice.from - 1]?.from ?? 0, to: calls[choice.to - 1]?.to ?? length }
  const moments = span.to - span.from + 1
  return moments > MOST_MOMENTS ? broken({ why: 'tooMany', moments }) : { ok: true, span }
}
