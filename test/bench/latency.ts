import type { Browser, Page } from 'playwright-core'

const PRESSES = 110
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
 * Notes, for each press, the time from the event's timestamp to the first frame after it that shows
 * a changed DOM.
 */
const watch = (event: string) => `
  window.latencies = []
  let since = null
  document.addEventListener('${event}', (event) => { since = event.timeStamp }, true)
  new MutationObserver(() => {
    if (since === null) return
    const start = since
    since = null
    requestAnimationFrame(() => { window.latencies.push(performance.now() - start) })
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
`

const noted = (page: Page) => page.evaluate<number>('window.latencies.length')

/** Presses again and again, each time after the frame that showed the last one. */
async function latenciesOf(page: Page, event: string, press: (nth: number) => Promise<void>) {
  await page.evaluate(watch(event))
  for (let nth = 0; nth < PRESSES + WARM_UP; nth++) {
    const before = await noted(page)
    await press(nth)
    await page.waitForFunction(`window.latencies.length > ${before}`)
  }
  return (await page.evaluate<number[]>('window.latencies')).slice(WARM_UP)
}

async function middleOf(page: Page, role: 'button' | 'slider', name: string) {
  const box = await page.getByRole(role, { name, exact: true }).boundingBox()
  if (box === null) throw new Error(`the page shows no ${role} ${name}`)
  return { ...box, middle: [box.x + box.width / 2, box.y + box.height / 2] as const }
}

async function clicks(page: Page, name: string) {
  const { middle } = await middleOf(page, 'button', name)
  return latenciesOf(page, 'click', () => page.mouse.click(...middle))
}

/** The thumb goes here and there, never to the same place twice in a row. */
async function drags(page: Page) {
  const { x, width, middle } = await middleOf(page, 'slider', 'Timeline')
  await page.mouse.move(x + width / 4, middle[1])
  await page.mouse.down()
  return latenciesOf(page, 'input', (nth) =>
    page.mouse.move(x + width * (0.05 + (0.9 * ((nth * 137) % 997)) / 997), middle[1]),
  )
}

/** How one goes through time. */
export type Way = 'forward' | 'back' | 'scrub'

export interface Measured {
  /** Null for the floor. */
  readonly address: string | null
  readonly way?: Way
  /** How many times slower than it is the processor plays. */
  readonly throttle?: number
}

/** Milliseconds from a press to the frame that shows it, motion on. */
export async function measureLatency(
  browser: Browser,
  { address, way = 'forward', throttle = 1 }: Measured,
): Promise<readonly number[]> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'no-preference',
  })
  if (address === null) await page.setContent(FLOOR)
  else {
    await page.goto(address)
    await page.locator('.stage-picture').waitFor()
  }
  if (way === 'back') await page.getByRole('button', { name: 'Last', exact: true }).click()
  if (throttle > 1) {
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle })
  }
  const samples =
    way === 'scrub'
      ? await drags(page)
      : await clicks(page, way === 'forward' ? 'Step' : 'Step back')
  await page.close()
  return samples
}
