import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { at } from '../../src/engine/assert.ts'
import { positionOf } from '../../src/engine/index.ts'
import { recordDict } from '../../src/trace/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import type { Order } from '../../src/view/axis.ts'
import { pictureOf, type Picture } from '../../src/view/picture.ts'
import {
  gutterFor,
  leastWidth,
  sceneOf,
  type Rect,
  type Scene,
  type StageSize,
} from '../../src/view/scene.ts'
import { runs } from '../engine/settings.ts'
import { anyPicture } from './anyPicture.ts'

const CLOSE = 1e-6

const anyOrder = fc.constantFrom<Order>('scan', 'index')

/** What is seen at once, and whether the stage may scroll to be wider. */
const anySize = fc.record({
  visible: fc.integer({ min: 366, max: 1100 }),
  height: fc.integer({ min: 300, max: 600 }),
  scrolls: fc.boolean(),
})

const sizeFor = (
  picture: Picture,
  { visible, height, scrolls }: typeof anySize extends fc.Arbitrary<infer T> ? T : never,
): StageSize => {
  const least = scrolls ? leastWidth(picture, gutterFor(visible)) : 0
  return { visible, height, width: Math.max(visible, least) }
}

const overlap = (a: Rect, b: Rect) =>
  a.x + CLOSE < b.x + b.w &&
  b.x + CLOSE < a.x + a.w &&
  a.y + CLOSE < b.y + b.h &&
  b.y + CLOSE < a.y + a.h

const isInside = (inner: Rect, outer: Rect) =>
  inner.x >= outer.x - CLOSE &&
  inner.y >= outer.y - CLOSE &&
  inner.x + inner.w <= outer.x + outer.w + CLOSE &&
  inner.y + inner.h <= outer.y + outer.h + CLOSE

/** Pairs of names whose rectangles overlap. */
function overlaps(marks: ReadonlyMap<string | number, { readonly rect: Rect }>): string[] {
  const sorted = [...marks].sort(([, a], [, b]) => a.rect.x - b.rect.x)
  return sorted.flatMap(([name, { rect }], index) => {
    const found: string[] = []
    for (const [other, mark] of sorted.slice(index + 1)) {
      if (mark.rect.x > rect.x + rect.w) break
      if (overlap(rect, mark.rect)) found.push(`${name} and ${other}`)
    }
    return found
  })
}

const cellsOf = (picture: Picture, scene: Scene, table: number) =>
  new Map(
    (picture.tables.find((one) => one.table === table)?.cells ?? []).map(({ id }) => [
      id,
      at(
        [scene.cells.get(id)].filter((cell) => cell !== undefined),
        0,
      ),
    ]),
  )

const forAnyScene = (
  numRuns: number,
  check: (picture: Picture, scene: Scene, size: StageSize) => void,
): void => {
  fc.assert(
    fc.property(anyPicture, anyOrder, anySize, (picture, order, sizes) => {
      const size = sizeFor(picture, sizes)
      check(picture, sceneOf(picture, order, size), size)
    }),
    runs(numRuns),
  )
}

describe('in any picture, on a stage of any size, in either order,', () => {
  it('no two chips overlap', () => {
    forAnyScene(120, (_, scene) => {
      expect(overlaps(scene.chips)).toEqual([])
    })
  })

  it('every chip lies inside its cell', () => {
    forAnyScene(120, (picture, scene) => {
      const strangers = picture.chips.filter((chip) => {
        const mark = scene.chips.get(chip.id)
        const size = picture.tables.find(({ table }) => table === chip.table)?.buckets ?? 0
        const cell = scene.cells.get(`${size}:${chip.bucket}`)
        return mark !== undefined && (cell === undefined || !isInside(mark.rect, cell.rect))
      })
      expect(strangers).toEqual([])
    })
  })

  it('the cells of a table do not overlap and lie in its place', () => {
    forAnyScene(80, (picture, scene) => {
      for (const { table } of picture.tables) {
        const cells = cellsOf(picture, scene, table)
        expect(overlaps(cells)).toEqual([])
        const outside = [...cells.values()].filter(
          ({ rect }) => !isInside(rect, at(scene.places, table)),
        )
        expect(outside).toEqual([])
      }
    })
  })

  it('the places of the tables, the ruler and its levels lie below each other on the stage', () => {
    forAnyScene(60, (_, scene, size) => {
      const rows = [scene.ruler, ...scene.levels, ...scene.places]
      rows.slice(1).forEach((row, index) => {
        const above = at(rows, index)
        expect(row.y).toBeGreaterThanOrEqual(above.y + above.h)
        expect(row.x).toBe(scene.ruler.x)
        expect(row.w).toBeCloseTo(scene.ruler.w, 9)
      })
      const stage = { x: 0, y: 0, w: size.width, h: size.height }
      expect(rows.filter((row) => !isInside(row, stage))).toEqual([])
    })
  })

  it('every key is a chip, or is counted as hidden, or its table is a strip', () => {
    forAnyScene(80, (picture, scene) => {
      for (const row of scene.rows) {
        if (row.detail === 'strip') continue
        const keys = picture.chips.filter(({ table }) => table === row.table)
        const shown = keys.filter(({ id }) => scene.chips.has(id))
        const hidden = [...cellsOf(picture, scene, row.table).values()].map((cell) => cell.hidden)
        expect(shown.length + hidden.reduce((a, b) => a + b, 0)).toBe(keys.length)
      }
    })
  })

  it('the cursor stands on the ruler, and is seen', () => {
    forAnyScene(60, (_, scene, { visible }) => {
      const { ruler, cursorX, sight } = scene
      expect(cursorX).toBeGreaterThanOrEqual(ruler.x - CLOSE)
      expect(cursorX).toBeLessThanOrEqual(ruler.x + ruler.w + CLOSE)
      expect(sight[1] - sight[0]).toBeCloseTo(visible, 6)
      expect(cursorX).toBeGreaterThanOrEqual(sight[0])
      expect(cursorX).toBeLessThanOrEqual(sight[1])
    })
  })
})

describe('in scan order', () => {
  it('a cell stands exactly where its keys stand on the ruler', () => {
    fc.assert(
      fc.property(anyPicture, anySize, (picture, sizes) => {
        const scene = sceneOf(picture, 'scan', sizeFor(picture, sizes))
        for (const { buckets, cells } of picture.tables) {
          const w = scene.ruler.w / buckets
          for (const { id, bucket } of cells) {
            const { rect } = at(
              [scene.cells.get(id)].filter((cell) => cell !== undefined),
              0,
            )
            const inset = (w - rect.w) / 2
            const left = scene.gutter + positionOf(bucket) * scene.ruler.w
            expect(Math.abs(rect.x - inset - left)).toBeLessThan(1e-9)
          }
        }
      }),
      runs(50),
    )
  })

  it.each(['grow4to8', 'grow4to16', 'atRest', 'rehashUnderWay', 'sixtyFour'] as const)(
    'what %s has covered is one block that begins at the left and only extends',
    (id) => {
      const trace = recordDict(scenarios[id])
      let right = 0
      for (let moment = 0; moment <= trace.length; moment++) {
        const picture = pictureOf(trace, moment)
        const scene = sceneOf(picture, 'scan', { width: 900, visible: 900, height: 460 })
        expect(scene.covered.length).toBeLessThanOrEqual(1)
        const [block] = scene.covered
        if (block === undefined) continue
        expect(block.x).toBe(scene.ruler.x)
        expect(block.w).toBeGreaterThanOrEqual(right)
        right = block.w
        expect(scene.cursorX).toBeLessThanOrEqual(block.x + block.w + CLOSE)
      }
      expect(right).toBeCloseTo(900 - 76 - 8, 6)
    },
  )

  it('the sliver that may come twice ends at the cursor, inside what is covered', () => {
    const trace = recordDict(scenarios.shrink16to4)
    let seen = 0
    for (let moment = 0; moment <= trace.length; moment++) {
      const picture = pictureOf(trace, moment)
      const scene = sceneOf(picture, 'scan', { width: 900, visible: 900, height: 460 })
      const [sliver] = scene.sliver
      if (sliver === undefined || picture.inCall) continue
      seen++
      expect(sliver.x + sliver.w).toBeCloseTo(scene.cursorX, 6)
      expect(scene.covered.some((block) => isInside(sliver, block))).toBe(true)
    }
    expect(seen).toBeGreaterThan(0)
  })
})
