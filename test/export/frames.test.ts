import { describe, expect, it } from 'vitest'
import { framesOf, LAST_STAYS, type Pace } from '../../src/export/frames.ts'

/** Poses that write down which moment they are of, and how far on the way. */
const poseAt = (moment: number) =>
  Promise.resolve({
    at: (t: number) => ({ svg: `${moment} ${t.toFixed(2)}`, width: 1, height: 1, ground: '' }),
  })

async function taken(from: number, to: number, pace: Pace, signal?: AbortSignal) {
  const frames = []
  const going = signal ?? new AbortController().signal
  for await (const frame of framesOf(poseAt, { from, to }, pace, going)) frames.push(frame)
  return frames
}

describe('the frames of a film', () => {
  it('without motion are one for each moment, at rest', async () => {
    const frames = await taken(4, 7, { step: 640, tween: 0 })
    expect(frames.map(({ drawing }) => drawing.svg)).toEqual([
      '4 1.00',
      '5 1.00',
      '6 1.00',
      '7 1.00',
    ])
    expect(frames.map(({ milliseconds }) => milliseconds)).toEqual([
      640,
      640,
      640,
      640 + LAST_STAYS,
    ])
    expect(frames.map(({ done, all }) => [done, all])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ])
  })

  it.each([
    { step: 640, tween: 320 },
    { step: 2560, tween: 320 },
    { step: 160, tween: 320 },
  ])('with motion last as long as without: %j', async (pace) => {
    const frames = await taken(0, 5, pace)
    const whole = frames.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    expect(whole).toBeCloseTo(6 * pace.step + LAST_STAYS)
    expect(frames.every(({ milliseconds }) => milliseconds >= 0)).toBe(true)
    expect(frames.filter(({ drawing }) => drawing.svg.endsWith(' 1.00'))).toHaveLength(6)
    expect(frames[0]?.drawing.svg).toBe('0 1.00')
  })

  it('end at once when the film is given up', async () => {
    const controller = new AbortController()
    const frames = framesOf(
      poseAt,
      { from: 0, to: 99 },
      { step: 640, tween: 320 },
      controller.signal,
    )
    await frames.next()
    controller.abort()
    await expect(frames.next()).rejects.toThrow(/abort/i)
  })
})
