import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { atRest, button, goTo, lengthOf, usePages } from './page.ts'

const open = usePages()

interface Span {
  readonly left: number
  readonly right: number
}

interface Drawn {
  readonly ruler: Span
  /** Each table's cells by bucket number. */
  readonly tables: readonly (readonly Span[])[]
  /** Each level of the icicle, its cells by suffix. */
  readonly levels: readonly (readonly Span[])[]
  readonly cursorLine: number
  readonly cursorTag: string
  readonly inCall: boolean
  readonly covered: readonly Span[]
  readonly sliver: readonly Span[]
}

/** Every x-position of the picture as the browser has drawn it. */
const readPicture = (page: Page): Promise<Drawn> =>
  page.evaluate(() => {
    const span = (node: Element) => {
      const { left, right } = node.getBoundingClientRect()
      return { left, right }
    }
    const all = (selector: string, inside: ParentNode = document) => [
      ...inside.querySelectorAll(selector),
    ]
    const ruler = document.querySelector('.ruler')
    const line = document.querySelector('.cursor line')
    if (ruler === null || line === null) throw new Error('a part is missing')
    return {
      ruler: span(ruler),
      tables: all('.stage-picture .table').map((table) =>
        all('[data-cell]', table)
          .map((cell) => {
            const bucket = Number(cell.getAttribute('data-cell')?.split(':')[1])
            return { bucket, ...span(cell.querySelector('.cell-box') ?? cell) }
          })
          .sort((a, b) => a.bucket - b.bucket)
          .map(({ left, right }) => ({ left, right })),
      ),
      levels: all('.icicle .level').map((level) => all('.suffix rect', level).map(span)),
      cursorLine: line.getBoundingClientRect().left + line.getBoundingClientRect().width / 2,
      cursorTag: document.querySelector('.cursor text')?.textContent ?? '',
      inCall: document.querySelector('.replies .is-pending') !== null,
      covered: all('.stage-picture .covered').map(span),
      sliver: all('.stage-picture .sliver').map(span),
    }
  })

/** Place of a bucket on the ruler: its bits mirrored behind the point. */
function positionOf(bucket: number, buckets: number): number {
  let position = 0
  for (let bit = 1, half = 0.5; bit < buckets; bit *= 2, half /= 2) {
    if (Math.floor(bucket / bit) % 2 === 1) position += half
  }
  return position
}

const near = (found: number, wanted: number, what: string) => {
  const agrees = Math.abs(found - wanted) <= 0.5
  expect(agrees, `${what}: ${found.toFixed(2)} and ${wanted.toFixed(2)}`).toBe(true)
}

/** A cell stands on its part of the ruler, less the same small gap on both sides. */
function expectOnRuler(cells: readonly Span[], ruler: Span, what: string): void {
  const width = ruler.right - ruler.left
  for (const [bucket, { left, right }] of cells.entries()) {
    const from = ruler.left + positionOf(bucket, cells.length) * width
    const gap = (width / cells.length - (right - left)) / 2
    expect(gap >= -0.05 && gap <= 1.55, `gap of ${what} ${bucket}: ${gap}`).toBe(true)
    near(left, from + gap, `left edge of ${what} ${bucket}`)
    near(right, from + width / cells.length - gap, `right edge of ${what} ${bucket}`)
  }
}

function expectScanOrder(drawn: Drawn): void {
  const { ruler, tables, levels, cursorLine, cursorTag, inCall, covered } = drawn
  const width = ruler.right - ruler.left
  for (const [index, cells] of tables.entries()) expectOnRuler(cells, ruler, `ht[${index}]`)
  for (const cells of levels) expectOnRuler(cells, ruler, `suffix of ${cells.length}`)
  const cursor = Number(/\d+/.exec(cursorTag)?.[0])
  const place = (cursorLine - ruler.left) / width
  const sent = positionOf(cursor, 2 ** 32)
  if (inCall && place > sent + 0.5 / width) {
    // The line walks on within a call, from one edge of the finest cells to another.
    const finest = Math.max(...tables.map((cells) => cells.length))
    near(cursorLine, ruler.left + (Math.round(place * finest) / finest) * width, 'the cursor line')
  } else {
    const reached = cursorTag.includes('done') ? 1 : sent
    near(cursorLine, ruler.left + reached * width, `the cursor line at ${cursorTag}`)
  }
  for (const { left, right } of covered) {
    expect(left >= ruler.left - 0.5 && right <= ruler.right + 0.5).toBe(true)
  }
}

const PLACES = [
  { scenario: 'atRest', moments: [0, 9, 40] },
  { scenario: 'grow4to16', moments: [9, 10, 13, 19, 59] },
  { scenario: 'rehashUnderWay', moments: [10, 12, 15, 24, 30] },
  { scenario: 'shrink16to4', moments: [40, 42, 49, 61, 65, 89] },
  { scenario: 'sixtyFour', moments: [0, 100] },
] as const

const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

for (const { scenario, moments } of PLACES) {
  test(`${scenario}: in scan order everything stands on one ruler, in every window`, async () => {
    const page = await open({ scenario })
    for (const window of WINDOWS) {
      await page.setViewportSize(window)
      for (const moment of moments) {
        await goTo(page, moment)
        const drawn = await readPicture(page)
        expect(drawn.tables.length).toBeGreaterThan(0)
        expectScanOrder(drawn)
      }
    }
  })
}

test('between calls of a grow the cursor line is the left edge of the cell that comes next', async () => {
  const page = await open({ scenario: 'grow4to16' })
  let checked = 0
  while (!(await button(page, 'Next call').isDisabled())) {
    await button(page, 'Next call').click()
    const { ruler, tables, cursorLine, cursorTag } = await readPicture(page)
    if (cursorTag.includes('done')) continue
    const cursor = Number(/\d+/.exec(cursorTag)?.[0])
    for (const cells of tables) {
      const next = cells[cursor % cells.length]
      const cell = (ruler.right - ruler.left) / cells.length
      const gap = next === undefined ? 0 : (cell - (next.right - next.left)) / 2
      near(cursorLine, (next?.left ?? 0) - gap, `cursor ${cursor} of ${cells.length}`)
      checked++
    }
  }
  expect(checked).toBeGreaterThan(5)
})

interface Blocks {
  readonly ruler: Span
  readonly covered: readonly Span[]
}

/** Steps through the whole scenario; what is covered at each moment. */
const coveredAtEachMoment = (page: Page): Promise<Blocks[]> =>
  page.evaluate(async () => {
    const step = document.querySelector<HTMLButtonElement>('.transport button.primary')
    const slider = document.querySelector<HTMLInputElement>('.timeline input[type="range"]')
    const ruler = document.querySelector('.ruler')
    if (step === null || slider === null || ruler === null) throw new Error('a part is missing')
    const span = (node: Element) => {
      const { left, right } = node.getBoundingClientRect()
      return { left, right }
    }
    const seen = []
    for (;;) {
      const covered = [...document.querySelectorAll('.stage-picture .covered')].map(span)
      seen.push({ ruler: span(ruler), covered })
      if (step.disabled) return seen
      const before = slider.value
      step.click()
      await Promise.resolve()
      while (slider.value === before) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    }
  })

for (const scenario of ['grow4to8', 'grow4to16', 'rehashUnderWay', 'atRest'] as const) {
  test(`${scenario}: the covered region is one block that only extends`, async () => {
    const page = await open({ scenario })
    const seen = await coveredAtEachMoment(page)
    expect(seen).toHaveLength((await lengthOf(page)) + 1)
    let reached = 0
    for (const [moment, { ruler, covered }] of seen.entries()) {
      expect(covered.length, `blocks at ${moment}`).toBeLessThanOrEqual(1)
      const [block] = covered
      if (block !== undefined) {
        near(block.left, ruler.left, `start of the block at ${moment}`)
        expect(block.right, `end of the block at ${moment}`).toBeGreaterThanOrEqual(reached - 0.05)
        reached = block.right
      } else expect(reached, `block at ${moment}`).toBe(0)
    }
    near(reached, seen[0]?.ruler.right ?? 0, 'end of the block at the end')
  })
}

test('after a shrink the sliver that may come twice lies between the cell and the cursor', async () => {
  const page = await open({ scenario: 'shrink16to4' })
  await goTo(page, 61)
  const { ruler, sliver, cursorLine } = await readPicture(page)
  const width = ruler.right - ruler.left
  expect(sliver).toHaveLength(1)
  near(sliver[0]?.left ?? 0, ruler.left + 0.25 * width, 'left edge of the sliver')
  near(sliver[0]?.right ?? 0, cursorLine, 'right edge of the sliver')
})

test('in index order the smaller table counts up and the larger is folded under it', async () => {
  for (const width of [1440, 390]) {
    const page = await open({ scenario: 'rehashUnderWay', width })
    await goTo(page, 12)
    await button(page, 'Index order').click()
    await atRest(page)
    const { ruler, tables } = await readPicture(page)
    const [small = [], large = []] = tables
    const cell = (ruler.right - ruler.left) / small.length
    expect([small.length, large.length]).toEqual([4, 8])
    for (const [bucket, { left, right }] of small.entries()) {
      near((left + right) / 2, ruler.left + (bucket + 0.5) * cell, `bucket ${bucket}`)
    }
    for (const [bucket, { left, right }] of large.entries()) {
      const home = small[bucket % small.length]
      expect(left >= (home?.left ?? 0) - 0.5 && right <= (home?.right ?? 0) + 0.5).toBe(true)
    }
    expect(await button(page, 'Index order').getAttribute('aria-pressed')).toBe('true')
    await button(page, 'Scan order').click()
    await atRest(page)
    expectScanOrder(await readPicture(page))
    await page.close()
  }
})

/** Presses a button and notes where a cell stands in each of the following frames. */
const placesAfter = (page: Page, pressed: string, cell: string): Promise<(string | null)[]> =>
  page.evaluate(
    async ([text, id]) => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('.segmented button')]
      const node = document.querySelector(`[data-cell="${id}"]`)
      const places = [node?.getAttribute('transform') ?? null]
      buttons.find(({ textContent }) => textContent === text)?.click()
      for (let same = 0; same < 20;) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const place = node?.getAttribute('transform') ?? null
        same = place === places.at(-1) ? same + 1 : 0
        places.push(place)
      }
      return places
    },
    [pressed, cell] as const,
  )

test('the toggle of the orders travels over many frames when motion is on', async () => {
  const page = await open({ scenario: 'atRest', motion: true })
  await atRest(page)
  const places = await placesAfter(page, 'Index order', '8:4')
  expect(new Set(places).size).toBeGreaterThan(2)
  const back = await placesAfter(page, 'Scan order', '8:4')
  expect(new Set(back).size).toBeGreaterThan(2)
  expect(back.at(-1)).toBe(places[0])
})

test('the toggle of the orders jumps when motion is reduced', async () => {
  const page = await open({ scenario: 'atRest' })
  const places = await placesAfter(page, 'Index order', '8:4')
  expect(new Set(places).size).toBe(2)
  expect(places[1]).not.toBe(places[0])
})

test('a window that changes its width keeps everything on one ruler in every frame', async () => {
  const page = await open({ scenario: 'atRest', motion: true })
  await atRest(page)
  await goTo(page, 9)
  await atRest(page)
  await page.setViewportSize({ width: 1300, height: 900 })
  await page.waitForFunction(() => window.innerWidth === 1300)
  expectScanOrder(await readPicture(page))
})

test('a chip keeps its node while a rehash step carries its key to the other table', async () => {
  const page = await open({ scenario: 'rehashUnderWay', motion: true })
  await goTo(page, 10)
  await atRest(page)
  const chip = page.locator('.stage-picture .chip', { hasText: 'fig' })
  const node = await chip.elementHandle()
  const name = await chip.getAttribute('data-name')
  const before = await chip.boundingBox()
  await button(page, 'Rehash one bucket').click()
  await atRest(page)
  const after = await chip.boundingBox()
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeGreaterThan(30)
  const isSame = await node?.evaluate(
    (old, wanted) => old.isConnected && old === document.querySelector(`[data-name="${wanted}"]`),
    name,
  )
  expect(isSame).toBe(true)
})

test('chips keep their nodes over a whole rehash, to the table that takes the place', async () => {
  const page = await open({ scenario: 'grow4to8' })
  await goTo(page, 9)
  await page.evaluate(() => {
    for (const chip of document.querySelectorAll('.stage-picture .chip')) {
      Object.assign(chip, { marked: true })
    }
  })
  await goTo(page, 30)
  const marks = await page.evaluate(() =>
    [...document.querySelectorAll('.stage-picture .chip')].map((chip) => 'marked' in chip),
  )
  expect(marks).toEqual([true, true, true, true])
})

test('a chip that moves stands in several places between the tables', async () => {
  const page = await open({ scenario: 'rehashUnderWay', motion: true })
  await goTo(page, 10)
  await atRest(page)
  const places = await page.evaluate(async () => {
    const chips = [...document.querySelectorAll('.stage-picture .chip')]
    const chip = chips.find(({ textContent }) => textContent?.includes('fig') === true)
    const seen = new Set([chip?.getAttribute('transform')])
    document.querySelector<HTMLButtonElement>('.transport button.primary')?.click()
    for (let frame = 0; frame < 40; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      seen.add(chip?.getAttribute('transform'))
    }
    return seen.size
  })
  expect(places).toBeGreaterThan(2)
})
