import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reuse } from '../../src/view/reuse.ts'
import { sceneOf } from '../../src/view/scene.ts'
import { createScenes } from '../../src/view/scenes.ts'
import { pictureOf } from '../../src/view/picture.ts'
import { runs } from '../engine/settings.ts'
import { anyMoment } from './anyPicture.ts'

const anyData = fc.jsonValue({ maxDepth: 4 })

describe('what is used again', () => {
  it('is equal to what came after, whatever came before', () => {
    fc.assert(
      fc.property(anyData, anyData, (before, after) => {
        const [first, second] = [structuredClone(before), structuredClone(after)]
        expect(reuse(before, after)).toEqual(second)
        expect(before).toEqual(first)
        expect(after).toEqual(second)
      }),
      runs(300),
    )
  })

  it('is the very object from before when nothing has changed', () => {
    fc.assert(
      fc.property(anyData, (before) => {
        expect(reuse(before, structuredClone(before))).toBe(before)
      }),
      runs(200),
    )
  })

  it('keeps the parts beside one that changed, appeared or went', () => {
    const before = { a: { x: 1 }, list: [{ y: 1 }, { y: 2 }, [3]] }
    const after = reuse(before, { a: { x: 1 }, list: [{ y: 1 }, { y: 5 }, [3]] })
    expect(after).toEqual({ a: { x: 1 }, list: [{ y: 1 }, { y: 5 }, [3]] })
    expect(after.a).toBe(before.a)
    expect(after.list[0]).toBe(before.list[0])
    expect(after.list[2]).toBe(before.list[2])
    const longer = reuse(before.list, [...structuredClone(before.list), { y: 9 }])
    expect(longer).toHaveLength(4)
    expect(longer[1]).toBe(before.list[1])
    const more: Record<string, unknown> = { a: { x: 1 }, b: undefined }
    expect(Object.keys(reuse<Record<string, unknown>>({ a: before.a }, more))).toEqual(['a', 'b'])
  })
})

const anyLook = fc.record({
  order: fc.constantFrom('scan' as const, 'index' as const),
  window: fc.constantFrom({ width: 900, height: 460 }, { width: 366, height: 400 }),
})

describe('scenes drawn one after another', () => {
  it('are what each would be alone, and the same question has the same answer', () => {
    const walk = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), anyLook), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(anyMoment, walk, ({ trace }, steps) => {
        const draw = createScenes()
        for (const [share, { order, window }] of steps) {
          const moment = Math.round(share * trace.length)
          const { picture, scene } = draw(trace, moment, order, window)
          expect(picture).toEqual(pictureOf(trace, moment))
          const { width, height } = scene
          const alone = sceneOf(picture, order, { width, height, visible: window.width })
          expect({ ...scene, placed: null }).toEqual({ ...alone, placed: null })
          expect(draw(trace, moment, order, window).scene).toBe(scene)
        }
      }),
      runs(40),
    )
  })
})
