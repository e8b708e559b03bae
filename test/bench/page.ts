import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { preview } from 'vite'
import { launchChromium } from '../e2e/browser.ts'
import { firstLoad } from '../setup/firstLoad.ts'
import { root } from '../setup/install.mjs'
import { quantile, type Figures } from './figures.ts'

const CLICKS = 110
const WARM_UP = 5

/** Four rectangles and a button: what the browser itself takes. */
const FLOOR = `<!doctype html><title>floor</title><button aria-label="Step">Step</button>
<svg width="400" height="100">${[0, 1, 2, 3]
  .map((i) => `<rect x="${i * 100}" y="10" width="90" height="80" fill="#1574bd"/>`)
  .join('')}</svg>
<script>
  let n = 0
  document.querySelector('button').addEventListener('click', () => {
    n += 1
    document.querySelectorAll('rect')[n % 4].setAttribute('fill', n % 8 < 4 ? '#976508' : '#1574bd')
  })
</script>`

/**
 * Notes, for each click, the time from the event's timestamp to the first frame after it that shows
 * a changed DOM.
 */
const WATCH = `
  window.latencies = []
  let since = null
  document.addEventListener('click', (event) => { since = event.timeStamp }, true)
  new MutationObserver(() => {
    if (since === null) return
    const start = since
    since = null
    requestAnimationFrame(() => { window.latencies.push(performance.now() - start) })
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
`

async function clickSteps(page: Page): Promise<readonly number[]> {
  await page.evaluate(WATCH)
  const button = page.getByRole('button', { name: 'Step', exact: true })
  const box = await button.boundingBox()
  if (box === null) throw new Error('the page shows no button Step')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  for (let click = 0; click < CLICKS + WARM_UP; click++) {
    await page.mouse.click(x, y)
    await page.waitForFunction(`window.latencies.length > ${click}`)
  }
  const all = await page.evaluate<number[]>('window.latencies')
  return all.slice(WARM_UP)
}

async function measureSteps(browser: Browser, url: string | null, throttle: number) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'no-preference',
  })
  if (url === null) await page.setContent(FLOOR)
  else await page.goto(`${url}?scenario=sixtyFour`)
  if (throttle > 1) {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  }
  const samples = await clickSteps(page)
  await page.close()
  return samples
}

/** Percent of the frames that were due and did not come while playing at the highest speed. */
async function measurePlaying(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${url}?scenario=sixtyFour`)
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('8')
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  const dropped = await page.evaluate(async () => {
    const times: number[] = []
    await new Promise<void>((done) => {
      const frame = (now: number) => {
        times.push(now)
        if (times.length < 300) requestAnimationFrame(frame)
        else done()
      }
      requestAnimationFrame(frame)
    })
    const deltas = times.slice(1).map((time, index) => time - (times[index] ?? time))
    const interval = deltas.toSorted((a, b) => a - b)[Math.floor(deltas.length / 2)] ?? 16.7
    const lost = deltas.reduce(
      (sum, delta) => sum + Math.max(0, Math.round(delta / interval) - 1),
      0,
    )
    return (100 * lost) / (deltas.length + lost)
  })
  await page.close()
  return dropped
}

/** Steps, playing and bytes of the built page, in the installed Chromium. */
export async function measurePage(): Promise<{ figures: Figures; browser: string }> {
  if (!existsSync(join(root, 'dist/index.html'))) {
    throw new Error('dist/index.html is missing: run `npm run build` first.')
  }
  const server = await preview({
    root,
    logLevel: 'error',
    preview: { host: '127.0.0.1', port: 0, open: false },
  })
  const url = server.resolvedUrls?.local[0] ?? ''
  const browser = await launchChromium({ shell: false })
  try {
    const steps = await measureSteps(browser, url, 1)
    const floor = await measureSteps(browser, null, 1)
    const slow = await measureSteps(browser, url, 4)
    const slowFloor = await measureSteps(browser, null, 4)
    const figures = {
      'step.p50Ms': quantile(steps, 0.5),
      'step.p95Ms': quantile(steps, 0.95),
      'floor.p50Ms': quantile(floor, 0.5),
      'floor.p95Ms': quantile(floor, 0.95),
      'stepThrottled4x.p50Ms': quantile(slow, 0.5),
      'stepThrottled4x.p95Ms': quantile(slow, 0.95),
      'floorThrottled4x.p95Ms': quantile(slowFloor, 0.95),
      'play.droppedFramesPercent': await measurePlaying(browser, url),
      'bundle.app.gzipBytes': [...firstLoad('page').values()].reduce((sum, size) => sum + size, 0),
    }
    return { figures, browser: browser.version() }
  } finally {
    await browser.close()
    await server.close()
  }
}
