import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { recordingIds, type RecordingId } from '../../src/recording/index.ts'
import { root } from '../setup/install.mjs'
import { atRest, button, captionOf, overflowOf, settled, usePages, type Look } from './page.ts'

const open = usePages()
const at = (id: RecordingId, look: Look = {}) =>
  open({ ...look, link: `?screen=recording&recording=${id}` })

const fault = (page: Page): Locator => page.getByRole('alert')
const scrubber = (page: Page): Locator => page.locator('.timeline input[type="range"]')
const lengthOf = async (page: Page): Promise<number> =>
  Number(await scrubber(page).getAttribute('max'))
const momentOf = async (page: Page): Promise<number> => Number(await scrubber(page).inputValue())

async function seek(page: Page, moment: number): Promise<void> {
  await scrubber(page).fill(String(moment))
  await atRest(page)
}

/** Waits for a sentence over the picture. */
const told = (page: Page, sentence: RegExp) =>
  page.locator('.caption', { hasText: sentence }).waitFor()

const HEADER = '{"source":"redis-server","version":"7.0.15","story":"my own"}'
const call = (cursor: string, next: string, ...keys: readonly string[]) =>
  JSON.stringify({ cmd: ['SSCAN', 's', cursor], reply: [next, keys] })
const OWN = [HEADER, call('0', '2', 'a'), call('2', '1', 'b'), call('1', '0', 'c')]

const fileOf = (lines: readonly string[], name = 'mine.jsonl') => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(lines.join('\n')),
})

const choose = (page: Page, lines: readonly string[]) =>
  page.locator('input[type="file"]').setInputFiles(fileOf(lines))

/** Drops a file on the page as a person would; `hold` leaves it hanging. */
const drop = (page: Page, lines: readonly string[], hold = false) =>
  page.evaluate(
    ({ text, stays }) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'dropped.jsonl'))
      const fire = (name: string) =>
        document.body.dispatchEvent(
          new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }),
        )
      fire('dragover')
      if (!stays) fire('drop')
    },
    { text: lines.join('\n'), stays: hold },
  )

describe('the Recordings screen', () => {
  test('is found in the navigation and begins with the first recording', async () => {
    const page = await open()
    await page.getByRole('link', { name: 'Recordings', exact: true }).click()
    await page.locator('.recording .stage-picture').waitFor()
    expect(page.url()).toMatch(/\?screen=recording$/)
    expect(await captionOf(page)).toMatch(/14 fruits in 16 buckets/)
    await page.getByRole('link', { name: 'A sorted set at rest' }).click()
    await told(page, /56 players/)
    expect(page.url()).toMatch(/recording=sortedSetAtRest$/)
    await page.goBack()
    await told(page, /14 fruits/)
    await page.getByRole('link', { name: 'The server is killed in mid-scan' }).click()
    await told(page, /3,000 visitors/)
    await page.goBack()
    await told(page, /14 fruits/)
  })

  test.each(recordingIds)('plays %s from its link to its end', async (id) => {
    const page = await at(id)
    const length = await lengthOf(page)
    const lines = readFileSync(join(root, `public/recordings/${id}.jsonl`), 'utf8')
      .trim()
      .split('\n')
    expect(length).toBe(lines.length - 1)
    const next = button(page, 'Next call')
    let calls = 0
    while (await next.isEnabled()) {
      await next.click()
      calls++
    }
    expect(calls).toBe(lines.filter((line) => /^\{"i".*SCAN"/.test(line)).length + 1)
    expect(await momentOf(page)).toBe(length)
    const ended = id === 'killedServer' ? /The connection to the server broke/ : /complete after/
    expect(await captionOf(page)).toMatch(ended)
    expect(await overflowOf(page)).toBe(0)
    await button(page, 'To the beginning').click()
    expect(await momentOf(page)).toBe(0)
  })

  test('plays by itself, and stops when it is told to', async () => {
    const page = await at('growingSet', { motion: true })
    await page.getByLabel('Speed').selectOption('8')
    await page.locator('#recording-stage').focus()
    await page.keyboard.press('Space')
    await expect.poll(() => momentOf(page)).toBeGreaterThan(3)
    await page.keyboard.press('Space')
    const moment = await momentOf(page)
    await settled(page)
    expect(await momentOf(page)).toBe(moment)
  })

  test('is led by the keyboard', async () => {
    const page = await at('growingSet')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('recording-stage')
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return momentOf(page)
    }
    expect(await press('ArrowRight')).toBe(1)
    expect(await press('Shift+ArrowRight')).toBe(4)
    expect(await press('ArrowDown')).toBe(5)
    expect(await press('ArrowLeft')).toBe(4)
    expect(await press('ArrowUp')).toBe(0)
    expect(await press('End')).toBe(await lengthOf(page))
    expect(await press('Home')).toBe(0)
  })

  test('says as redis-cli what came, and marks what came twice', async () => {
    const page = await at('shrinkingSet')
    await seek(page, await lengthOf(page))
    await expect.poll(() => page.locator('.cli-line.again').count()).toBe(1)
    expect(await page.locator('.cli-line.again').innerText()).toMatch(/^2\) 1\) "seat:\d+" ×2$/)
    expect(await page.locator('.stage .chip.is-twice').count()).toBe(1)
    expect(await page.locator('.recording-facts').innerText()).toMatch(/more than once\s+1/)
  })

  test('marks what is inferred, and only that', async () => {
    const page = await at('changingHash')
    await seek(page, 22)
    expect(await captionOf(page)).toMatch(/Inferred from the cursors: the table has grown/)
    expect(await page.locator('.mark.resize.is-inferred').count()).toBe(2)
    expect(await page.locator('.inferred-mark').innerHTML()).toBe('inferred')
    await page.getByRole('link', { name: 'A set grows in mid-scan' }).click()
    await told(page, /14 fruits/)
    expect(await page.locator('.is-inferred').count()).toBe(0)
    expect(await page.locator('.mark.resize').count()).toBe(1)
  })

  test('has ruler, calls, tables and cursor line on one scale, to the pixel', async () => {
    const page = await at('sortedSetAtRest')
    for (const moment of [3, 12, 20]) {
      await seek(page, moment)
      const edges = await page.evaluate(() => {
        const right = (selector: string) => {
          const boxes = [...document.querySelectorAll(selector)]
          return Math.max(...boxes.map((box) => box.getBoundingClientRect().right))
        }
        const line = document.querySelector('.cursor line')?.getBoundingClientRect()
        return {
          cursor: line?.x ?? 0,
          covered: right('.covered'),
          page: right('.page-block rect'),
          strip: right('.call-block rect'),
        }
      })
      for (const edge of [edges.covered, edges.page, edges.strip]) {
        // Strokes and the gap between cells.
        expect(Math.abs(edge - edges.cursor)).toBeLessThan(2.6)
      }
    }
  })

  test('opens a bucket and a page in full', async () => {
    const page = await at('sortedSetAtRest')
    await seek(page, 12)
    await page.locator('.page-block.is-last > rect').click()
    const box = page.locator('.inspector')
    expect(await box.innerText()).toMatch(/Call 12 from cursor \d+/)
    expect(await box.innerText()).toMatch(/somewhere between/)
    await page.keyboard.press('Escape')
    await page.locator('#recording-stage').press('Escape')
    await box.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'A set grows in mid-scan' }).click()
    await told(page, /14 fruits/)
    await seek(page, 12)
    await page.locator('.stage .cell:not(.is-moved) > .cell-box').last().click()
    expect(await page.locator('.inspector').innerText()).toMatch(
      /Bucket \d+ of 16|Bucket \d+ of 32/,
    )
  })
})

describe('a recording of one’s own', () => {
  test('is opened by the button, and the address names no other', async () => {
    const page = await at('killedServer')
    await choose(page, OWN)
    await told(page, /my own\./)
    await expect.poll(() => page.url()).toMatch(/\?screen=recording$/)
    const list = await page.locator('.recording-list').innerText()
    expect(list).toMatch(/Your file\s+\u2068mine\.jsonl\u2069/)
    await seek(page, 3)
    expect(await captionOf(page)).toMatch(/Call 3 .*the full scan is complete/)
    await page.getByRole('link', { name: 'Explore', exact: true }).click()
    await page.locator('.app').waitFor()
    await page.getByRole('link', { name: 'Recordings', exact: true }).click()
    await page.locator('.recording .stage-picture').waitFor()
    expect(await momentOf(page)).toBe(3)
  })

  test('is opened by a drop, which the page announces', async () => {
    const page = await at('growingSet')
    await drop(page, OWN, true)
    expect(await page.locator('.file-drop').innerText()).toBe('Drop the file to open it')
    await drop(page, OWN)
    await told(page, /my own\./)
    expect(await page.locator('.file-drop').count()).toBe(0)
  })

  test.each<[string, readonly string[], RegExp]>([
    [
      'that is cut',
      [...OWN.slice(0, 3), '{"cmd":["SS'],
      /^Line 4 is no JSON\..* Only the first lines are shown: 3\.$/,
    ],
    [
      'with a strange line',
      [...OWN.slice(0, 2), '{"x":1}'],
      /^Line 3 is not as a recording has it: cmd is missing; add it.*shown: 2\.$/,
    ],
  ])('%s is shown as far as it could be read', async (_, lines, sentence) => {
    const page = await at('growingSet')
    await choose(page, lines)
    await fault(page).locator('p').waitFor()
    expect((await fault(page).innerText()).replace(/[\u2068\u2069]/g, '')).toMatch(sentence)
    expect(await lengthOf(page)).toBe(lines.length - 2)
  })

  test.each<[string, readonly string[], RegExp]>([
    ['text', ['hello'], /^Line 1 is no JSON/],
    ['nothing', [''], /^The file is empty/],
    ['a trace of dict.c', ['{"source":"redis dict.c"}'], /recording of “redis dict\.c”/],
    ['a header without a version', ['{"source":"redis-server"}'], /version is missing/],
    ['bytes', ['\u0000\u0001'], /^Line 1 is no JSON/],
  ])('that is %s leaves open what was open', async (_, lines, sentence) => {
    const page = await at('growingSet')
    await seek(page, 5)
    await choose(page, lines)
    await fault(page).locator('p').waitFor()
    const said = (await fault(page).innerText()).replace(/[\u2068\u2069]/g, '')
    expect(said).toMatch(sentence)
    expect(said).toMatch(/What was open before stays open\.$/)
    expect(await momentOf(page)).toBe(5)
    await fault(page).getByRole('button').click()
    expect(await fault(page).locator('p').count()).toBe(0)
  })

  test('and a link to a recording that is not there are told, and the list stays', async () => {
    const page = await at('growingSet')
    await page.goto(page.url().replace('growingSet', 'nobody'))
    await fault(page).locator('p').waitFor()
    expect(await fault(page).innerText()).toMatch(/There is no recording of the name/)
    await page.getByRole('link', { name: 'A set grows in mid-scan' }).click()
    await told(page, /14 fruits/)
    expect(await fault(page).locator('p').count()).toBe(0)
  })

  test('with hostile names stays text', async () => {
    const page = await at('growingSet')
    const names = [
      '<img src=x onerror=alert(1)>',
      '\u202eright',
      '',
      '\udcff',
      'x'.repeat(9000),
      '😀',
    ]
    await choose(page, [HEADER, call('0', '2', ...names), call('2', '0', ...names)])
    await told(page, /my own\./)
    for (const moment of [1, 2]) {
      await seek(page, moment)
      expect(await page.locator('.recording img').count()).toBe(0)
      expect(await overflowOf(page)).toBe(0)
    }
    expect(await page.locator('.cli').innerText()).toContain('"\\xff"')
  })
})

declare global {
  interface Window {
    axe: { run: (inside: string, options: RunOptions) => Promise<AxeResults> }
  }
}

async function violations(page: Page): Promise<string[]> {
  await settled(page)
  return page.evaluate(async () => {
    const found = await window.axe.run('html', { resultTypes: ['violations'] })
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    )
  })
}

const LOOKS = [false, true].flatMap((dark) =>
  [
    { dark, locale: 'en-GB' as const, width: 1440, height: 900 },
    { dark, locale: 'zh-CN' as const, width: 390, height: 844 },
  ].map((look) => look),
)

describe('axe finds nothing', () => {
  test.each(LOOKS)('in $locale, $width pixels, dark $dark', async (look) => {
    for (const id of ['shrinkingSet', 'changingHash', 'killedServer'] as const) {
      const page = await at(id, look)
      await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
      for (const share of [0, 0.6, 1]) {
        await seek(page, Math.round((await lengthOf(page)) * share))
        expect(await violations(page), `${id} at ${share}`).toEqual([])
      }
      if (look.width < 980) {
        for (const tab of [2, 3]) {
          await page.locator(`.tabs button:nth-child(${tab})`).click()
          expect(await violations(page), `${id}, tab ${tab}`).toEqual([])
        }
      }
      await choose(page, ['broken'])
      await fault(page).locator('p').waitFor()
      expect(await violations(page), `${id} and a broken file`).toEqual([])
      await page.close()
    }
  })
})

describe('in every window', () => {
  test.each([
    { width: 1440, height: 900 },
    { width: 1024, height: 768 },
    { width: 390, height: 844 },
    { width: 320, height: 640 },
  ])('$width x $height nothing is cut off', async (window) => {
    for (const locale of ['en-GB', 'zh-CN'] as const) {
      const page = await at('changingHash', { ...window, locale })
      for (const moment of [0, 22, 59]) {
        await seek(page, moment)
        expect(await overflowOf(page)).toBe(0)
      }
      await page.close()
    }
  })
})
