import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { exampleText } from '../../src/decode/index.ts'
import { root } from '../setup/install.mjs'
import { button, overflowOf, settled, usePages, type Look } from './page.ts'

const openPage = usePages()

/** Opens the Decode screen, with a fragment if there is one. */
async function open(look: Look = {}, fragment = ''): Promise<Page> {
  const page = await openPage(look)
  await page.goto(new URL(`?screen=decode${fragment}`, page.url()).href)
  await field(page).waitFor()
  return page
}

const field = (page: Page): Locator => page.locator('.decode textarea')
const answer = (page: Page): Promise<string> => page.locator('.answer').innerText()
const findings = (page: Page): Promise<string[]> => page.locator('.finding').allInnerTexts()
const status = (page: Page): Locator => page.locator('.paste-status')
const example = (page: Page, name: string): Promise<void> => button(page, name).click()

/** Pastes as a person does: the text comes with an event, however long it is. */
async function paste(page: Page, text: string): Promise<void> {
  await field(page).evaluate((node, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', pasted)
    node.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

const monitorLog = (lines: number): string =>
  Array.from({ length: lines }, (_, nth) => {
    const cursor = Number.parseInt(
      Array.from((nth + 1).toString(2).padStart(18, '0'))
        .reverse()
        .join(''),
      2,
    )
    const time = `1700000000.${String(nth % 1_000_000).padStart(6, '0')}`
    return `${time} [0 127.0.0.1:53412] "SSCAN" "a:rather:long:key" "${cursor}" "MATCH" "user:*" "COUNT" "10"`
  }).join('\n')

describe('the Decode screen', () => {
  test('is found in the navigation, and a paste stays while another screen is shown', async () => {
    const page = await openPage()
    await page.getByRole('link', { name: 'Decode', exact: true }).click()
    await field(page).fill('17')
    expect(page.url()).toMatch(/\?screen=decode$/)
    expect(await answer(page)).toMatch(/Cursor 17 stands at 53.1%.*at least 32 buckets/s)
    await page.getByRole('link', { name: 'Explore', exact: true }).click()
    await page.locator('.stage-picture').waitFor()
    await page.goBack()
    expect(await field(page).inputValue()).toBe('17')
    expect(await answer(page)).toMatch(/53.1%/)
  })

  test('shows bits, place and what each table makes of a cursor', async () => {
    const page = await open()
    await field(page).fill('17')
    expect(await page.locator('.word').getAttribute('aria-label')).toBe('00010001')
    await button(page, 'All 64 bits').click()
    expect((await page.locator('.word').getAttribute('aria-label'))?.length).toBe(64)
    const row = page.locator('.size-table tbody tr', { hasText: 'the least that fits' })
    expect((await row.locator('th, td').allInnerTexts()).slice(0, 4)).toEqual([
      '32',
      '17',
      '9',
      '56.2%',
    ])
    await button(page, 'Larger tables').click()
    expect(await page.locator('.size-table tbody tr').last().innerText()).toMatch(/^2⁶⁴\s+17\s/)
    await page.locator('.size-table tbody tr').nth(3).hover()
    expect(await page.locator('.lens-row.is-lit').count()).toBe(1)
  })

  test('the ruler, its rows and the cursor line share one scale, to the pixel', async () => {
    const page = await open()
    await field(page).fill('17')
    const lefts = await page.evaluate(() => {
      const left = (selector: string) =>
        document.querySelector(selector)?.getBoundingClientRect().left ?? -1
      const ruler = document.querySelector('.ruler')?.getBoundingClientRect()
      const way = document.querySelector('.cursor-way')?.getBoundingClientRect()
      return {
        ruler: left('.ruler'),
        row: left('.lens-row.fits .lens-box'),
        cell: left('.lens-row.fits .lens-cell'),
        due: (ruler?.left ?? 0) + (17 / 32) * (ruler?.width ?? 0),
        way: (way?.left ?? 0) + (way?.width ?? 0) / 2,
      }
    })
    expect(lefts.row).toBeCloseTo(lefts.ruler, 0)
    expect(Math.abs(lefts.cell - lefts.due)).toBeLessThan(1.5)
    expect(Math.abs(lefts.way - lefts.due)).toBeLessThan(1.5)
  })

  test('a real scan during growth: list, curve, finding, and the chosen cursor', async () => {
    const page = await open()
    await example(page, 'A scan during growth, 7.0.15')
    expect(await field(page).inputValue()).toBe(exampleText('growth'))
    expect(await status(page).innerText()).toBe('Cursors: 26 · lines: 49')
    expect((await findings(page))[0]).toMatch(/the table grew, 16 → 32 buckets/)
    expect(await page.locator('.curve-growth').textContent()).toMatch(/16 → 32/)
    expect(await page.locator('.scan-table tbody tr').innerText()).toMatch(
      /SSCAN.*grow.*12.*32.*complete/s,
    )
    await button(page, 'Show line 42').click()
    expect(await answer(page)).toMatch(/^Cursor 23 stands at/)
    await page.getByRole('listbox').press('Home')
    await page.getByRole('option', { name: /^4 .*8.* sent/ }).click()
    expect(await answer(page)).toMatch(/^Cursor 8 stands at 6.2%/)
    await page.getByRole('option', { name: /^8 / }).hover()
    expect(await page.locator('.ruler-hovered').count()).toBe(1)
    expect(await page.locator('.curve-hovered').count()).toBe(1)
    await page.locator('.curve svg').click({ position: { x: 46, y: 100 } })
    expect(await answer(page)).toMatch(/^Cursor 0 is both ends/)
  })

  test.each([
    ['A scan during a shrink, 7.0.15', /shrank, 64 → 8 buckets.*COUNT 1 cannot/s],
    ['Three cluster nodes, 7.0.15', /3 scans of the same/],
    ['Rounded by JavaScript', /another cursor was sent.*double.*node-redis 4/s],
    ['Cut to 32 bits', /another cursor was sent.*low 32 bits/s],
  ])('the example “%s” shows what it is named after', async (name, expected) => {
    const page = await open()
    await example(page, name)
    expect((await findings(page)).join()).toMatch(expected)
  })

  test('slots are read from the low bits, or not, as one likes', async () => {
    const page = await open()
    await example(page, 'A cluster node since 7.4')
    expect(await answer(page)).toMatch(/^Slot 1087, and in that slot’s table cursor 3/)
    expect(await page.locator('.read-as').innerText()).toMatch(/the position would go back/)
    await button(page, 'One table').click()
    expect(await answer(page)).toMatch(/^Cursor 50239 stands at 98.4%/)
    expect((await findings(page)).join()).not.toBe('')
    await button(page, 'Slot + cursor').click()
    expect(await answer(page)).toMatch(/^Slot 1087/)
  })

  test('CLUSTERSCAN is taken apart, and GLIDE has nothing to take apart', async () => {
    const page = await open()
    await field(page).fill('aBcDeF-{1Y7}-16')
    expect(await page.locator('.parts').innerText()).toMatch(
      /aBcDeF.*\{1Y7\}.*slot 6.*Local cursor.*16/s,
    )
    await example(page, 'An id of GLIDE')
    expect(await answer(page)).toMatch(/Nothing is in it to decode/)
    expect(await page.locator('.ruler-picture').count()).toBe(0)
  })
})

describe('bad input gets a clear answer', () => {
  const refused = 'ERR invalid cursor'
  test.each([
    ['18446744073709551615', [], /what −1 becomes without a sign/],
    ['18446744073709551616', [refused, refused], /Larger than 2⁶⁴ − 1/],
    ['007', ['reads 7', 'reads 7'], /Leading zeros do no harm/],
    ['-1', ['reads 18446744073709551615', refused], /No server prints a minus/],
    ['1e3', [refused, refused], /Probably meant: 1000/],
    ['SCAN " 5"', [refused, 'reads 5'], /a space around the number/],
    ['SCAN ""', ['reads 0', refused], /The old parser takes it for 0/],
    ['😀', [refused, refused], /no cursor/],
    ['１２３', [refused, refused], /Probably meant: 123/],
    ['undefined', [refused, refused], /no value/],
    ['<img src=x onerror=alert(1)>', [refused, refused], /no cursor/],
  ])('%s', async (text, verdicts, expected) => {
    const page = await open()
    await field(page).fill(text)
    expect(await answer(page)).toMatch(expected)
    expect(await page.locator('.verdicts dd').allInnerTexts()).toEqual(verdicts)
  })

  test('prose holds no cursor, and that is said with the forms that are understood', async () => {
    const page = await open()
    await field(page).fill('I ran the scan yesterday.\nIt was fine, I think.')
    expect(await page.locator('.intro').innerText()).toMatch(/No cursor was found in 2 lines/)
    expect(await page.locator('.intro').innerText()).toMatch(/redis-cli/)
  })

  test('nothing, or spaces, is no paste', async () => {
    const page = await open()
    await field(page).fill('  \n ')
    expect(await page.locator('.intro').innerText()).toMatch(/a place, not a count/)
  })
})

describe('large pastes', () => {
  test('ten megabytes are read to the end while the page goes on answering', async () => {
    const page = await open()
    const log = monitorLog(100_000)
    expect(log.length).toBeGreaterThan(10e6)
    await paste(page, log)
    // The reading is under way, and a press is answered before it is done.
    await button(page, 'Clear').click()
    expect(await field(page).inputValue()).toBe('')
    await settled(page)
    expect(await page.locator('.finding, .cursor-row').count()).toBe(0)
    await paste(page, log)
    await status(page).getByText('Cursors: 100,000 · lines: 100,000').waitFor({ timeout: 45_000 })
    expect(await page.locator('.paste-box').innerText()).toMatch(
      /the field shows only the beginning/,
    )
    expect(await page.locator('.cursor-row').count()).toBeLessThan(60)
    expect(await page.locator('.scan-table').innerText()).toMatch(/100,000/)
    await page.getByRole('listbox').focus()
    await page.keyboard.press('Home')
    expect(await answer(page)).toMatch(/Cursor 131072 stands at/)
    await page.keyboard.press('End')
    await page.getByRole('option', { name: /^100,000 / }).waitFor()
  })

  test('beyond the bound it is said how far the page has read', async () => {
    const page = await open()
    await paste(page, Array.from({ length: 200_100 }, (_, nth) => String(nth)).join('\n'))
    await page.locator('.paste-cut').waitFor({ timeout: 45_000 })
    expect(await page.locator('.paste-cut').innerText()).toMatch(/up to line 200,000/)
  })

  test.each(['x', '7', '{"cursor":', '\n'])('megabytes of %j are no trap', async (part) => {
    const page = await open()
    await paste(page, part.repeat(Math.ceil(10e6 / part.length)))
    await page.locator('.answer, .nothing, .intro').first().waitFor({ timeout: 45_000 })
    await expect.poll(() => page.locator('.decode progress').count(), { timeout: 45_000 }).toBe(0)
    await field(page).evaluate((node) => {
      node.blur()
    })
    await button(page, 'Clear').click()
    await field(page).fill('17')
    expect(await answer(page)).toMatch(/53.1%/)
  })

  test('a file is opened by the button or dropped', async () => {
    const page = await open()
    await page.locator('input[type="file"]').setInputFiles({
      name: 'redis.log',
      mimeType: 'text/plain',
      buffer: Buffer.from(exampleText('shrink')),
    })
    await status(page).getByText('Cursors: 30').waitFor()
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['5\n3\n7'], 'list.txt'))
      document
        .querySelector('.paste-box')
        ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })
    await status(page).getByText('Cursors: 3').waitFor()
  })
})

describe('a link', () => {
  const linkOn = async (page: Page): Promise<string> => {
    await button(page, 'Copy link').click()
    return page.getByLabel('Link to this paste').inputValue()
  }

  test('holds the whole paste and how it is read, in a fresh browser', async () => {
    const page = await open()
    await example(page, 'A cluster node since 7.4')
    await button(page, 'One table').click()
    const link = await linkOn(page)
    expect(link).toMatch(/\?screen=decode#d=1\.[\w-]+$/)
    const { hash } = new URL(link)
    const other = await open({ locale: 'zh-CN', dark: true }, hash)
    await other.locator('.answer').waitFor()
    expect(await field(other).inputValue()).toBe(await field(page).inputValue())
    expect(await other.locator('.read-as [aria-pressed="true"]').innerText()).toBe('单张表')
    expect(await other.locator('.findings').count()).toBe(1)
  })

  test('too long a paste is told, and its first lines are offered', async () => {
    const page = await open()
    await paste(page, monitorLog(4000))
    await status(page).getByText('Cursors: 4,000').waitFor()
    await button(page, 'Copy link').click()
    await page
      .locator('.share-outcome')
      .getByText(/Too long for a link/)
      .waitFor()
    await page.getByRole('button', { name: /Copy a link to the first [\d,]+ lines/ }).click()
    const link = await page.getByLabel('Link to this paste').inputValue()
    const other = await open({}, new URL(link).hash)
    await status(other)
      .getByText(/Cursors: \d/)
      .waitFor()
    const first = (await field(other).inputValue()).split('\n')
    expect(first).toEqual(monitorLog(4000).split('\n').slice(0, first.length))
    expect(first.length).toBeGreaterThan(50)
  })

  test('a damaged link, or one of a later version, is told and does no harm', async () => {
    const damaged = await open({}, '#d=1.AAAA')
    expect(await damaged.getByRole('alert').innerText()).toMatch(/damaged/)
    await field(damaged).fill('17')
    expect(await answer(damaged)).toMatch(/53.1%/)
    const later = await open({}, '#d=9.AAAA')
    expect(await later.getByRole('alert').innerText()).toMatch(/version 9/)
  })
})

test('all of it by keyboard alone', async () => {
  const page = await open()
  const focused = () =>
    page.evaluate(() => {
      const node = document.activeElement
      if (node === null || node === document.body) return ''
      return `${node?.getAttribute('aria-label') ?? ''}|${node?.textContent ?? ''}`
    })
  const tabTo = async (name: string) => {
    for (let press = 0; press < 60; press++) {
      if (new RegExp(`(^|\\|)${name}`).test(await focused())) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${name} was never reached`)
  }
  await tabTo('A scan during growth')
  await page.keyboard.press('Enter')
  await page.locator('.answer').waitFor()
  await tabTo('Cursors of the paste')
  await page.keyboard.press('Home')
  expect(await answer(page)).toMatch(/Cursor 0 is both ends/)
  await page.keyboard.press('ArrowDown')
  expect(await answer(page)).toMatch(/^Cursor 8 stands/)
  const chosen = await page.getByRole('listbox').getAttribute('aria-activedescendant')
  expect(await page.locator(`[id="${chosen ?? ''}"]`).getAttribute('aria-selected')).toBe('true')
  await tabTo('Show line 42')
  await page.keyboard.press('Enter')
  expect(await answer(page)).toMatch(/^Cursor 23/)
  await tabTo('Larger tables')
  await page.keyboard.press('Enter')
  expect(await page.locator('.size-table tbody tr').count()).toBeGreaterThan(50)
})

const LOOKS = [false, true].flatMap((dark) =>
  (['en-GB', 'zh-CN'] as const).flatMap((locale) =>
    [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
      { width: 390, height: 844 },
    ].map((window) => ({ dark, locale, ...window })),
  ),
)

declare global {
  interface Window {
    axe: { run: (inside: string, options: RunOptions) => Promise<AxeResults> }
  }
}

for (const look of LOOKS) {
  const name = `${look.dark ? 'dark' : 'light'}, ${look.locale}, ${look.width} pixels`

  test(`axe finds nothing, and nothing is wider than the window: ${name}`, async () => {
    const page = await open(look)
    await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
    const violations = async () => {
      await settled(page)
      return page.evaluate(async () => {
        const found = await window.axe.run('html', { resultTypes: ['violations'] })
        return found.violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
        )
      })
    }
    expect(await violations(), 'empty').toEqual([])
    expect(await overflowOf(page), 'empty').toBe(0)
    for (const nth of [1, 4, 5, 7]) {
      await page.locator('.examples button').nth(nth).click()
      expect(await violations(), `example ${nth}`).toEqual([])
      expect(await overflowOf(page), `example ${nth}`).toBe(0)
    }
    await field(page).fill('-1')
    await page.locator('.paste-tools button').last().click()
    await page.locator('.share-outcome input').waitFor()
    expect(await violations(), '-1').toEqual([])
    expect(await overflowOf(page), '-1').toBe(0)
  })
}
