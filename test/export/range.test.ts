import { describe, expect, it } from 'vitest'
import { callsOf, MOST_MOMENTS, rangeOf, type Choice } from '../../src/export/range.ts'
import { boardMoments, MOST_PICTURES } from '../../src/export/storyboard.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { append, recordAny, recordDict, type AnyTrace } from '../../src/trace/index.ts'

const trace = recordAny(scenarios.grow4to8)

const moments = (from: number, to: number): Choice => ({ of: 'moments', from, to })
const calls = (from: number, to: number): Choice => ({ of: 'calls', from, to })

/** A branch of some 50 000 moments. */
function longTrace(): AnyTrace {
  let long = recordDict(scenarios.sixtyFour)
  while (long.length < 50_000)
    long = append(
      long,
      Array.from({ length: 64 }, () => ({ type: 'scan' })),
    )
  return long
}

describe('the range of a film', () => {
  it('is the whole branch, or its moments, both ends included', () => {
    expect(rangeOf(trace, { of: 'whole', from: 9, to: 1 })).toEqual({
      ok: true,
      span: { from: 0, to: trace.length },
    })
    expect(rangeOf(trace, moments(3, 3))).toEqual({ ok: true, span: { from: 3, to: 3 } })
  })

  it('is calls from before the first to after the last', () => {
    const spans = callsOf(trace)
    expect(rangeOf(trace, calls(2, 4))).toEqual({
      ok: true,
      span: { from: spans[1]?.from, to: spans[3]?.to },
    })
    expect(spans.every(({ from, to }) => from < to)).toBe(true)
  })

  it.each([
    [moments(12, 4), { why: 'reversed', from: 12, to: 4 }],
    [moments(NaN, 4), { why: 'noNumber' }],
    [moments(1.5, 4), { why: 'noNumber' }],
    [moments(0, 50_000), { why: 'outside', least: 0, most: trace.length }],
    [moments(-1, 4), { why: 'outside', least: 0, most: trace.length }],
    [calls(0, 1), { why: 'outside', least: 1, most: callsOf(trace).length }],
  ] as const)('is refused for a reason: %j', (choice, fault) => {
    expect(rangeOf(trace, choice)).toEqual({ ok: false, fault })
  })

  it('of 50 000 moments is too long when asked for, and cut when nobody asked', () => {
    const long = longTrace()
    expect(rangeOf(long, moments(0, long.length))).toEqual({
      ok: false,
      fault: { why: 'tooMany', moments: long.length + 1 },
    })
    expect(rangeOf(long, { of: 'whole', from: 0, to: 0 })).toEqual({
      ok: true,
      span: { from: 0, to: MOST_MOMENTS - 1 },
      cutFrom: long.length + 1,
    })
    const board = boardMoments(long, 'calls', 0)
    expect(board.moments).toHaveLength(MOST_PICTURES)
    expect(board.all).toBeGreaterThan(MOST_PICTURES)
    expect([board.moments[0], board.moments.at(-1)]).toEqual([0, long.length])
  })
})

describe('the moments of a storyboard', () => {
  it('are the beginning and the end of each call', () => {
    const ends = callsOf(trace).map(({ to }) => to)
    const { moments: chosen, all } = boardMoments(trace, 'calls', 0)
    expect(chosen).toEqual([...new Set([0, ...ends, trace.length])])
    expect(all).toBe(chosen.length)
  })

  it.each([1, 2, 7, 60, 1000])('are evenly spaced, each once, when %i are wanted', (count) => {
    const { moments: chosen } = boardMoments(trace, 'even', count)
    expect(new Set(chosen).size).toBe(chosen.length)
    expect(chosen.length).toBe(Math.max(2, Math.min(count, MOST_PICTURES, trace.length + 1)))
    expect([chosen[0], chosen.at(-1)]).toEqual([0, trace.length])
    const gaps = chosen.slice(1).map((moment, nth) => moment - (chosen[nth] ?? 0))
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1)
  })
})
