import { describe, expect, it } from 'vitest'
import { positionOf } from '../../../src/engine/index.ts'
import { callAt, walkAt } from '../../../src/recording/index.ts'
import { recordingPictureOf } from '../../../src/view/recording/picture.ts'
import { recordingSceneOf } from '../../../src/view/recording/scene.ts'
import { allTellings, bundled, madeOf, scanLine } from './files.ts'

const SIZE = { width: 760, height: 580, visible: 760 }
const pictureAt = (telling: Parameters<typeof recordingPictureOf>[0], moment: number) =>
  recordingPictureOf(telling, moment)

describe.each(allTellings)('%s at every moment', (_, telling) => {
  const moments = Array.from({ length: telling.recording.lines.length + 1 }, (__, moment) => moment)

  it('shows each name that the walk has returned, once, as often as it came', () => {
    for (const moment of moments) {
      const { picture, pages } = pictureAt(telling, moment)
      const at = walkAt(telling, moment)
      const chips = [...picture.chips, ...pages.flatMap((page) => page.chips)]
      expect(new Set(chips.map(({ id }) => id)).size).toBe(chips.length)
      const returned = new Map<string, number>()
      for (const { keys } of at?.calls ?? []) {
        for (const key of keys) returned.set(key, (returned.get(key) ?? 0) + 1)
      }
      const shown = chips.filter((chip) => chip.returned > 0)
      // A name that has been deleted stands in no table of the model.
      expect(shown.length).toBeLessThanOrEqual(returned.size)
      for (const chip of shown) expect(chip.returned).toBe(returned.get(chip.key))
      if (telling.states === null) expect(shown.length).toBe(returned.size)
    }
  })

  it('keeps the cursor where the last call left it, and covered what was read', () => {
    for (const moment of moments) {
      const { picture } = pictureAt(telling, moment)
      const last = walkAt(telling, moment)?.calls.at(-1)
      expect(picture.reached).toBe(last?.to ?? 0)
      expect(picture.complete).toBe(last?.next === 0n)
      expect(picture.covered.at(-1)?.[1] ?? 0).toBe(picture.reached)
    }
  })

  it('lays all of it out inside the stage', () => {
    for (const moment of moments) {
      const scene = recordingSceneOf(pictureAt(telling, moment), SIZE)
      expect(scene.height).toBe(SIZE.height)
      const marks = [...scene.pages, ...scene.cells.values(), ...scene.chips.values()]
      const rects = marks.map(({ rect }) => rect)
      const right = scene.ruler.x + scene.ruler.w + 3
      const outside = rects.filter(
        ({ x, y, w, h }) => x < scene.ruler.x - 0.01 || x + w > right || y + h > SIZE.height,
      )
      expect(outside).toEqual([])
      for (const { x, w } of scene.bars) expect(x + w).toBeLessThanOrEqual(scene.ruler.w + 3)
    }
  })
})

describe('a recording with learned hashes', () => {
  const telling = bundled('shrinkingSet')
  const resized = telling.recording.lines.findIndex(
    (line) => line.kind === 'command' && line.words[0] === 'SREM',
  )

  it('shows both tables of the model while it is rehashed', () => {
    const { picture, basis } = pictureAt(telling, resized + 1)
    expect(basis).toBe('replayed')
    expect(picture.tables.map(({ buckets }) => buckets)).toEqual([64, 8])
    expect(picture.mayRepeat).not.toBeNull()
  })

  it('has every key in the bucket that its hash names', () => {
    for (let moment = 0; moment <= telling.recording.lines.length; moment++) {
      const { picture } = pictureAt(telling, moment)
      for (const { hash, table, bucket } of picture.chips) {
        const buckets = picture.tables.find((one) => one.table === table)?.buckets ?? 0
        expect(hash % buckets).toBe(bucket)
      }
    }
  })

  it('marks what came twice, and misses nothing', () => {
    const { length } = telling.recording.lines
    const { picture } = pictureAt(telling, length)
    expect(picture.chips.filter(({ state }) => state === 'twice')).toHaveLength(1)
    expect(picture.chips.filter(({ state }) => state === 'missed')).toEqual([])
  })

  it('finds the key that 4.0.9 loses', () => {
    const [, lost] = allTellings.find(([name]) => name.endsWith('4.0.9.jsonl')) ?? []
    if (lost === undefined) throw new Error('no story of 4.0.9')
    const { picture } = pictureAt(lost, lost.recording.lines.length)
    const missed = picture.chips.filter(({ state }) => state === 'missed')
    expect(missed.map(({ key }) => key)).toEqual(['n:3'])
  })
})

describe('a recording of cursors alone', () => {
  const telling = madeOf(
    {},
    scanLine('0', '4', 'a'),
    scanLine('4', '2', 'b', 'c'),
    scanLine('2', '1', 'd'),
    scanLine('1', '0', 'e'),
  )

  it('knows a bucket where the page is one bucket wide, else the page', () => {
    const { picture, pages, basis } = pictureAt(telling, 4)
    expect(basis).toBe('inferred')
    expect(picture.tables.map(({ buckets }) => buckets)).toEqual([8])
    expect(picture.chips.map(({ key, bucket }) => [key, bucket])).toEqual([
      ['a', 0],
      ['b', 4],
      ['c', 4],
    ])
    expect(pages.map(({ chips }) => chips.map(({ key }) => key))).toEqual([[], [], ['d'], ['e']])
  })

  it('marks the cells that the call of this line has read', () => {
    const { picture } = pictureAt(telling, 3)
    const read = picture.tables[0]?.cells.filter(({ reading }) => reading !== null)
    expect(read?.map(({ bucket }) => bucket)).toEqual([2, 6])
    expect(callAt(telling, 3)?.from).toBe(positionOf(2))
  })

  it('says that there may be no table when everything came at once', () => {
    const whole = madeOf({}, scanLine('0', '0', 'a', 'b'))
    const { picture, pages, basis } = pictureAt(whole, 1)
    expect({ basis, tables: picture.tables, complete: picture.complete }).toEqual({
      basis: 'none',
      tables: [],
      complete: true,
    })
    expect(pages[0]?.chips).toHaveLength(2)
    const scene = recordingSceneOf(pictureAt(whole, 1), SIZE)
    expect(scene.pages[0]?.rect.h).toBeGreaterThan(300)
  })

  it('stands before a recording without a scan as before an empty one', () => {
    const none = madeOf({}, { cmd: ['PING'], reply: 'PONG' }, { event: 'nothing' })
    expect(pictureAt(none, 2)).toMatchObject({ pages: [], span: null, picture: { tables: [] } })
  })

  it('draws thousands of calls as columns', () => {
    const size = 2 ** 13
    const lines = Array.from({ length: size }, (_, nth) => {
      const cursor = (at: number) => String(Math.round(positionOf(at) * 2 ** 32) >>> (32 - 13))
      return scanLine(cursor(nth), nth + 1 === size ? '0' : cursor(nth + 1), `k${nth}`)
    })
    const many = madeOf({}, ...lines)
    const shown = pictureAt(many, 6000)
    expect(shown.crowded).toBe(true)
    const scene = recordingSceneOf(shown, SIZE)
    expect(scene.pages).toHaveLength(1)
    expect(scene.bars.length).toBeLessThan(300)
    expect(scene.bars.reduce((sum, { returned }) => sum + returned, 0)).toBeCloseTo(6000)
  })

  it('shows slot after slot where the cursors name one', () => {
    const header = { mode: 'cluster', server: 'redis 7.4.1', version: '7.4.1', command: 'SCAN' }
    const slotted = madeOf(
      header,
      { cmd: ['SCAN', '0'], reply: [String((2 << 14) | 8192), ['a']] },
      { cmd: ['SCAN', String((2 << 14) | 8192)], reply: ['0', ['b']] },
    )
    const { picture, basis } = pictureAt(slotted, 1)
    expect(basis).toBe('none')
    expect(picture.reached).toBeCloseTo(0.5, 3)
  })
})
