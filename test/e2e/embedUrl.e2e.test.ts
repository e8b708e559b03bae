import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { root } from '../setup/install.mjs'
import { eventsOf, SANDBOXES, useFrames } from './frame.ts'

const { open, newPage } = useFrames()

interface Captured {
  readonly url: string
  readonly opens: { readonly moment: number; readonly moments: number; readonly branch: number }
}

const captured = (name: string) =>
  JSON.parse(readFileSync(join(root, `test/links/${name}.json`), 'utf8')) as Captured

describe.each([SANDBOXES[0], SANDBOXES[2]])('with sandbox=%j', (sandbox) => {
  it('follows every name of the URL', async () => {
    const all = await open(
      '&scenario=lostBucket&moment=20&order=index&theme=dark&lang=zh&palette=mono&speed=8&keys=off',
      sandbox,
    )
    expect(await all.state()).toMatchObject({ moment: 20, profile: 'redis-4.0.9' })
    const html = all.frame.locator('html')
    expect(await all.frame.locator('.stage-picture').getAttribute('data-order')).toBe('index')
    expect(await html.getAttribute('data-theme')).toBe('dark')
    expect(await html.getAttribute('data-palette')).toBe('mono')
    expect(await html.getAttribute('lang')).toBe('zh-CN')
    // Eight times the usual speed: fifteen steps need two seconds.
    await all.ask('play')
    await expect
      .poll(async () => (await all.state()).moment, { timeout: 12_000 })
      .toBeGreaterThan(35)
    await all.frame.locator('#stage').focus()
    await all.ask('seek', { moment: 3 })
    await all.page.keyboard.press('ArrowRight')
    await all.page.keyboard.press('Home')
    expect((await all.state()).moment).toBe(3)
    expect((await eventsOf(all.page, 'key')).map(({ data }) => data['key'])).toEqual([
      'ArrowRight',
      'Home',
    ])
    await all.page.close()

    const call = await open('&scenario=grow4to8&call=2', sandbox)
    expect(await call.state()).toMatchObject({ call: 2 })
    expect((await call.state()).replies).toHaveLength(2)
    await call.page.close()

    // A frame has one screen and no panels: these names are understood, and change nothing.
    const screen = await open('&screen=lessons&panel=code&moment=5', sandbox)
    expect(await screen.state()).toMatchObject({ moment: 5 })
    expect(await screen.frame.locator('.notice').count()).toBe(0)
    await screen.page.close()
  })

  it('opens step 137 of the branch of a link, and a server', async () => {
    for (const name of ['1-branch-moment-137', '1-server']) {
      const { url, opens } = captured(name)
      const { search, hash } = new URL(url)
      const { page, state } = await open(`&${search.slice(1)}${hash}`, sandbox)
      expect(await state(), name).toMatchObject({ moment: opens.moment, moments: opens.moments })
      await page.close()
    }
  })

  it('asks before a call when it shall, and tells the host what came of it', async () => {
    const { page, frame, ask } = await open('&scenario=atRest&predict=on', sandbox)
    await frame.getByText('Which bucket does the next call read?').waitFor()
    await frame.locator('[data-cell="8:0"] .cell-box').click()
    await frame.getByText('Right.', { exact: true }).waitFor()
    expect((await eventsOf(page, 'predict')).map(({ data }) => data)).toEqual([
      {
        moment: 0,
        ask: 'bucket',
        question: 'Which bucket does the next call read? Click it.',
        correct: true,
      },
    ])
    await ask('set', { predict: 'off' })
    await expect.poll(() => frame.locator('.prediction').count()).toBe(0)
    await page.close()
  })
})

it('says what of its link could not be followed, and shows the picture all the same', async () => {
  const { page, frame, state } = await open('&scenario=edits&moment=9999&speed=3&order=index')
  const notice = frame.locator('.notice')
  await expect.poll(() => notice.innerText()).toMatch(/speed=.*3.*moment=.*9999/s)
  expect((await state()).moment).toBe((await state()).moments)
  await notice.getByRole('button').click()
  await expect.poll(() => notice.count()).toBe(0)
  await page.close()
  const damaged = await open('&scenario=edits#s=1.eNpLAAAAYQ')
  await expect.poll(() => damaged.frame.locator('.notice').innerText()).toContain('cut off')
  expect((await damaged.state()).moments).toBeGreaterThan(40)
  await damaged.page.close()
})

it('“Open in ScanScope” leads to exactly this state, also right after an edit', async () => {
  const { page, frame, ask, state } = await open(
    '&scenario=sixtyFour&moment=75&theme=dark&lang=zh',
    {
      sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
    },
  )
  await ask('command', { type: 'grow' })
  await ask('seek', { moment: 80 })
  await ask('set', { order: 'index' })
  const way = frame.getByRole('link', { name: '在 ScanScope 中打开' })
  await expect.poll(() => way.getAttribute('href')).toContain('#s=')
  // A press follows the edit before the link that is shown was made anew.
  const [whole] = await Promise.all([
    page.waitForEvent('popup'),
    ask('command', { type: 'add', keys: ['mine'] }).then(() => way.click()),
  ])
  const { moment, moments } = await state()
  const slider = whole.locator('.timeline input[type="range"]')
  await expect.poll(() => slider.inputValue()).toBe(String(moment))
  expect(await slider.getAttribute('max')).toBe(String(moments))
  const html = whole.locator('html')
  expect([await html.getAttribute('data-theme'), await html.getAttribute('lang')]).toEqual([
    'dark',
    'zh-CN',
  ])
  expect(await whole.locator('.stage-picture').getAttribute('data-order')).toBe('index')
  await page.context().close()
})

it('stores nothing, not even where it may', async () => {
  const { page, frame, ask } = await open('&scenario=atRest&predict=on', null)
  await frame.locator('[data-cell="8:0"] .cell-box').click()
  await ask('command', { type: 'scan' })
  await ask('set', { theme: 'dark', order: 'index' })
  const inner = page.frames().find((one) => one !== page.mainFrame())
  expect(await inner?.evaluate('[localStorage.length, sessionStorage.length]')).toEqual([0, 0])
  await page.close()
})

describe.each([false, true])('axe finds nothing, dark=%s', (dark) => {
  it.each(['en', 'zh'])('in %s', async (lang) => {
    const page = await newPage({ dark })
    for (const state of ['moment=30', 'predict=on&speed=3']) {
      await page.goto(`${inject('url')}?embed&scenario=shrink16to4&lang=${lang}&${state}`)
      await page.locator('.embed-bar').waitFor()
      if (state.includes('predict')) {
        await page.locator('.prediction').waitFor()
        await page.locator('.notice span').waitFor()
      }
      await page.addScriptTag({ path: join(root, 'node_modules/axe-core/axe.min.js') })
      const found = await page.evaluate<string[]>(
        'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
      )
      expect(found, state).toEqual([])
    }
    await page.close()
  })
})
