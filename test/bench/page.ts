import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { preview } from 'vite'
import { launchChromium } from '../e2e/browser.ts'
import { firstLoad } from '../setup/firstLoad.ts'
import { root } from '../setup/install.mjs'
import { mediansOf, quantile, type Figures } from './figures.ts'
import { measureLatency, type Measured } from './latency.ts'

/** All pages in turn, so that a slow moment of the machine spoils one round of them only. */
const ROUNDS = 3

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

/** What is pressed, by the name of its figures: 64 buckets and keys, then 6 nodes and 10 000 keys. */
const pressed = (url: string): readonly (readonly [string, Measured])[] => {
  const table = `${url}?scenario=sixtyFour`
  const cluster = `${url}?screen=cluster&scenario=sixNodes`
  return [
    ['step', { address: table }],
    ['stepBack', { address: table, way: 'back' }],
    ['scrub', { address: table, way: 'scrub' }],
    ['floor', { address: null }],
    ['stepThrottled4x', { address: table, throttle: 4 }],
    ['floorThrottled4x', { address: null, throttle: 4 }],
    ['clusterStep', { address: cluster }],
    ['clusterStepBack', { address: cluster, way: 'back' }],
    ['clusterScrub', { address: cluster, way: 'scrub' }],
  ]
}

async function measureRound(browser: Browser, url: string): Promise<Figures> {
  const figures: Record<string, number> = {}
  for (const [name, measured] of pressed(url)) {
    const samples = await measureLatency(browser, measured)
    figures[`${name}.p50Ms`] = quantile(samples, 0.5)
    figures[`${name}.p95Ms`] = quantile(samples, 0.95)
  }
  return { ...figures, 'play.droppedFramesPercent': await measurePlaying(browser, url) }
}

/** Presses, playing and bytes of the built page, medians of the rounds, in the installed Chromium. */
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
    const rounds: Figures[] = []
    for (let left = ROUNDS; left > 0; left--) rounds.push(await measureRound(browser, url))
    const figures = {
      ...mediansOf(rounds),
      'bundle.app.gzipBytes': [...firstLoad('page').values()].reduce((a, b) => a + b, 0),
    }
    return { figures, browser: browser.version() }
  } finally {
    await browser.close()
    await server.close()
  }
}
