import { readFile } from 'node:fs/promises'
import { GifReader } from 'omggif'
import pixelmatch from 'pixelmatch'
import type { Download, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { traceDocument } from '../../src/export/traceSchema.ts'
import { atRest, button, captionOf, goTo, lengthOf, momentOf, settled, usePages } from './page.ts'

const open = usePages()

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Export' })

async function openDialog(page: Page): Promise<void> {
  await page.locator('[data-command="export"]').click()
  await dialogOf(page).waitFor()
}

/** Presses a button of the dialog and waits for the file that it makes. */
async function saved(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [download]: [Download, unknown] = await Promise.all([
    page.waitForEvent('download'),
    dialogOf(page).getByRole('button', { name, exact: true }).click(),
  ])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

const save = (page: Page, format: string) => saved(page, `Save as ${format}`)

async function chooseRange(page: Page, from: number | string, to: number | string): Promise<void> {
  await dialogOf(page).getByLabel('Moments', { exact: true }).selectOption('moments')
  await dialogOf(page).getByLabel('From', { exact: true }).fill(String(from))
  await dialogOf(page).getByLabel('To', { exact: true }).fill(String(to))
}

interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** Share of the pixels in which two pictures of one size differ. */
function differenceOf(a: Pixels, b: Pixels, threshold = 0.1): number {
  expect([a.width, a.height]).toEqual([b.width, b.height])
  const count = pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold })
  return count / (a.width * a.height)
}

/** The picture on the screen, without anything that hangs over it. */
async function screenshotOf(page: Page): Promise<Pixels> {
  await page.mouse.move(0, 0)
  return PNG.sync.read(await page.locator('.stage-picture').screenshot())
}

/** The frames of a GIF, each as it is seen. */
function framesOf(bytes: Buffer) {
  const reader = new GifReader(bytes)
  const { width, height } = reader
  const canvas = new Uint8Array(width * height * 4)
  const frames = Array.from({ length: reader.numFrames() }, (_, nth) => {
    reader.decodeAndBlitFrameRGBA(nth, canvas)
    return { width, height, data: canvas.slice(), delay: reader.frameInfo(nth).delay }
  })
  return { width, height, frames }
}

// So high that the timeline, which is fixed there, leaves the picture free.
const PHONE = { width: 390, height: 1100 } as const
const DARK = { dark: true, locale: 'zh-CN' } as const
const TABLES = '?scenario=shrink16to4&moment=50&order='
const CLUSTER = '?screen=cluster&scenario='
const LOOKS = [
  { name: 'light, English', look: {}, link: `${TABLES}scan` },
  { name: 'dark, Chinese', look: DARK, link: `${TABLES}index` },
  { name: 'a phone', look: PHONE, link: `${TABLES}scan` },
  { name: 'a cluster, a slot on its way', look: {}, link: `${CLUSTER}finishedNode&moment=26` },
  { name: 'a cluster of strips', look: DARK, link: `${CLUSTER}sixNodes&moment=300` },
  { name: 'a cluster on a phone', look: PHONE, link: `${CLUSTER}finishedNode&moment=42` },
] as const

for (const { name, look, link } of LOOKS) {
  test(`a PNG differs from the stage in at most 0.5 % of the pixels: ${name}`, async () => {
    const page = await open({ ...look, link })
    await atRest(page)
    const screen = await screenshotOf(page)
    await page.locator('[data-command="export"]').click()
    const part = page.locator('.export-part').first()
    await part.locator('.segmented button').first().click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      part.locator('.export-row > button').nth(1).click(),
    ])
    const png = PNG.sync.read(await readFile(await download.path()))
    const difference = differenceOf(png, screen)
    console.info(`PNG, ${name}: ${(100 * difference).toFixed(3)} % of the pixels differ`)
    expect(difference).toBeLessThanOrEqual(0.005)
  })
}

test('a GIF of 20 steps is under 2 MB, has one frame for each moment, each as on the screen', async () => {
  const page = await open({ scenario: 'grow4to16' })
  await goTo(page, 7)
  const before = await page.locator('.stage-picture').evaluate((node) => node.outerHTML)
  await openDialog(page)
  await chooseRange(page, 40, 59)
  const { name, bytes } = await save(page, 'GIF')
  expect(name).toBe('scanscope-grow4to16-40-59.gif')
  console.info(`GIF of 20 steps: ${bytes.length} bytes`)
  expect(bytes.length).toBeLessThan(2e6)
  expect(await momentOf(page)).toBe(7)
  expect(await page.locator('.stage-picture').evaluate((node) => node.outerHTML)).toBe(before)
  expect(await page.locator('.studio').count()).toBe(0)

  const { width, height, frames } = framesOf(bytes)
  expect(frames).toHaveLength(20)
  expect(frames.slice(0, -1).every(({ delay }) => delay === 64)).toBe(true)
  const box = await page.locator('.stage-picture').boundingBox()
  expect([width, height]).toEqual([box?.width, box?.height])
  await page.keyboard.press('Escape')
  for (const nth of [0, 19]) {
    const frame = frames[nth]
    if (frame === undefined) throw new Error(`frame ${nth} is missing`)
    await goTo(page, 40 + nth)
    await openDialog(page)
    await dialogOf(page).getByRole('button', { name: '1×' }).first().click()
    const still = PNG.sync.read((await save(page, 'PNG')).bytes)
    await page.keyboard.press('Escape')
    const difference = differenceOf(frame, still)
    console.info(`GIF, frame ${nth}: ${(100 * difference).toFixed(3)} % of the pixels differ`)
    expect(difference).toBeLessThanOrEqual(0.001)
  }
})

/** What a browser makes of a film: it is played to its end. */
const played = (page: Page, bytes: Buffer, type: string) =>
  page.evaluate(
    async ([content, kind]) => {
      const data = Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
      const video = document.createElement('video')
      video.muted = true
      video.src = URL.createObjectURL(new Blob([data], { type: kind }))
      const told = (event: string) =>
        new Promise<void>((done, failed) => {
          video.addEventListener(event, () => {
            done()
          })
          video.addEventListener('error', () => {
            failed(new Error(video.error?.message ?? 'no film'))
          })
        })
      await told('loadeddata')
      const { videoWidth, videoHeight, duration } = video
      const ended = told('ended')
      video.playbackRate = 8
      await video.play()
      await ended
      return { width: videoWidth, height: videoHeight, duration }
    },
    [bytes.toString('base64'), type] as const,
  )

const even = (side: number) => 2 * Math.ceil(side / 2)

test('WebM and MP4 are played by the browser, as long and as large as they should be', async () => {
  const page = await open({ scenario: 'grow4to8', motion: true })
  const box = await page.locator('.stage-picture').boundingBox()
  if (box === null) throw new Error('no picture')
  await openDialog(page)
  await chooseRange(page, 5, 9)
  for (const [format, type] of [
    ['WebM', 'video/webm'],
    ['MP4', 'video/mp4'],
  ] as const) {
    const { name, bytes } = await save(page, format)
    expect(name).toBe(`scanscope-grow4to8-5-9.${format.toLowerCase()}`)
    const film = await played(page, bytes, type)
    console.info(`${format}: ${bytes.length} bytes, ${JSON.stringify(film)}`)
    expect([film.width, film.height]).toEqual([even(box.width), even(box.height)])
    expect(film.duration).toBeCloseTo(5 * 0.64 + 1.5, 1)
  }
})

test('a film that is cancelled leaves no file, and the page goes on', async () => {
  const page = await open({ scenario: 'grow4to16' })
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  const dialog = dialogOf(page)
  for (const format of ['GIF', 'WebM']) {
    await openDialog(page)
    await dialog.getByRole('button', { name: `Save as ${format}`, exact: true }).click()
    await dialog.getByText(/moment \d+ of \d+/).waitFor()
    expect(await dialog.getByRole('button', { name: 'Save as SVG' }).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.getByText('Cancelled. No file was made.').waitFor()
    expect(await page.locator('.studio').count()).toBe(0)
    await page.keyboard.press('Escape')
  }
  // Closing the dialog is a way to cancel, too.
  await openDialog(page)
  await dialog.getByRole('button', { name: 'Save as GIF', exact: true }).click()
  await dialog.getByText(/moment \d+ of \d+/).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('.studio').count()).toBe(0)
  const caption = await captionOf(page)
  await button(page, 'Step').click()
  await settled(page)
  expect(await captionOf(page)).not.toBe(caption)
  expect(downloads).toEqual([])
})

test('what cannot be made is said in a sentence', async () => {
  const page = await open({ scenario: 'sixtyFour' })
  await page.getByLabel('Grow to', { exact: true }).selectOption('256')
  await button(page, 'Grow').click()
  for (const name of ['Rehash all', 'All calls']) {
    await page.getByRole('button', { name, exact: true }).click()
  }
  const length = await lengthOf(page)
  expect(length).toBeGreaterThan(600)
  await openDialog(page)
  const part = page.locator('.export-part').nth(1)
  const told = () => part.locator('p.fine').first().innerText()
  expect(await told()).toMatch(/one film takes at most|one film takes 600, so this one ends at/)
  const gif = dialogOf(page).getByRole('button', { name: 'Save as GIF' })
  expect(await gif.isEnabled()).toBe(true)

  await chooseRange(page, 0, length)
  expect(await told()).toContain('one film takes at most 600. Choose fewer.')
  expect(await gif.isDisabled()).toBe(true)
  await chooseRange(page, 0, 50_000)
  expect(await told()).toMatch(/This branch goes from 0 to [\d,]+\. Choose two numbers among these/)
  await chooseRange(page, 12, 4)
  expect(await told()).toBe(
    'The film would end before it begins: from 12 to 4. Swap the two numbers.',
  )
  await chooseRange(page, 3, '')
  expect(await told()).toBe('Type two whole numbers.')
  await page.keyboard.press('Escape')

  await page.setViewportSize({ width: 5200, height: 900 })
  await settled(page)
  await openDialog(page)
  await dialogOf(page).getByRole('button', { name: 'Save as PNG' }).click()
  expect(await dialogOf(page).getByRole('alert').innerText()).toMatch(
    /The picture would have 9,\d{3} × [\d,]+ pixels, more than browsers paint/,
  )
})

test('where there is no video encoder, a sentence says so and a GIF is made', async () => {
  const page = await open({ width: 390, height: 844 })
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'VideoEncoder')
  })
  await page.reload()
  await openDialog(page)
  await dialogOf(page).getByText('Here the browser offers no video encoder').waitFor()
  expect(
    await dialogOf(page)
      .getByRole('button', { name: /WebM|MP4/ })
      .count(),
  ).toBe(0)
  await chooseRange(page, 0, 2)
  expect(framesOf((await save(page, 'GIF')).bytes).frames).toHaveLength(3)
})

test('a server exports, too: where it has no table, what stands there instead', async () => {
  const page = await open({ link: '?scenario=setConverts&moment=6' })
  await page.locator('.piece text').first().waitFor()
  const screen = await screenshotOf(page)
  await openDialog(page)
  await dialogOf(page).getByRole('button', { name: '1×' }).first().click()
  const png = PNG.sync.read((await save(page, 'PNG')).bytes)
  expect(differenceOf(png, screen)).toBeLessThanOrEqual(0.005)
  const transcript = (await saved(page, 'Transcript')).bytes.toString()
  expect(transcript).toContain('127.0.0.1:6379> SSCAN lucky 0 COUNT 3\n1) "0"\n2) 1) "1"\n')
  const trace = v.parse(
    traceDocument,
    JSON.parse((await saved(page, 'Trace as JSON')).bytes.toString()),
  )
  expect(trace.moments).toBe(await lengthOf(page))
})

test('a cluster exports, too: a film as high as its most nodes need, its calls and its trace', async () => {
  const page = await open({ height: 700, link: '?screen=cluster&scenario=oneAfterOther&moment=8' })
  const heightNow = async () => (await page.locator('.stage-picture').boundingBox())?.height
  const low = await heightNow()
  await button(page, 'Add node').click()
  await button(page, 'Add node').click()
  expect(await heightNow()).toBeGreaterThan(low ?? Number.NaN)
  const now = await momentOf(page)
  await openDialog(page)
  expect(await dialogOf(page).getByRole('button', { name: 'Storyboard' }).count()).toBe(0)
  await dialogOf(page).getByRole('button', { name: '1×' }).first().click()
  const still = PNG.sync.read((await save(page, 'PNG')).bytes)
  await chooseRange(page, 7, now)
  const { name, bytes } = await save(page, 'GIF')
  expect(name).toMatch(/^scanscope-.*oneAfterOther-7-\d+\.gif$/)
  const { frames } = framesOf(bytes)
  expect(frames).toHaveLength(now - 6)
  const last = frames.at(-1)
  if (last === undefined) throw new Error('no frame')
  expect(differenceOf(last, still)).toBeLessThanOrEqual(0.001)
  const transcript = (await saved(page, 'Transcript')).bytes.toString()
  expect(transcript).toMatch(/^A> SCAN 0 COUNT 5\n1\) "\d+"\n2\) 1\) "/)
  const trace = v.parse(
    traceDocument,
    JSON.parse((await saved(page, 'Trace as JSON')).bytes.toString()),
  )
  expect(trace.moments).toBe(await lengthOf(page))
})
