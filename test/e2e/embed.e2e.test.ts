import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, inject, it } from 'vitest'
import { scenarios } from '../../src/scenarios/index.ts'
import { eventsOf, SANDBOXES, useFrames } from './frame.ts'

const { open, newPage } = useFrames()

describe.each(SANDBOXES)('in a frame with sandbox=%j', (sandbox) => {
  it('does every request of the protocol and tells what happens', async () => {
    const { page, ask, state } = await open('&scenario=grow4to8', sandbox)
    expect(await state()).toMatchObject({ moment: 0, cursor: '0', call: 0, rehashIndex: -1 })

    expect(await ask('seek', { call: 1 })).toMatchObject({ type: 'seek' })
    const afterCall = await state()
    expect(afterCall).toMatchObject({ call: 1, cursor: '2' })
    expect(afterCall.replies).toHaveLength(1)

    await ask('seek', { moment: 0 })
    expect(await ask('command', { type: 'grow' })).toMatchObject({ type: 'command' })
    const grown = await state()
    expect(grown.tables.map(({ buckets }) => buckets)).toEqual([4, 8])
    expect(grown.rehashIndex).toBe(0)
    expect(await ask('command', { type: 'shrink' })).toMatchObject({
      type: 'error',
      data: { code: 'refused' },
    })
    expect(await ask('command', { type: 'rehash', buckets: 4 })).toMatchObject({ type: 'command' })
    expect((await state()).tables.map(({ buckets }) => buckets)).toEqual([8])
    await ask('command', { type: 'add', keys: ['new', 'مفتاح', '🙂'] })
    await ask('command', { type: 'delete', keys: ['new'] })
    const changed = await state()
    expect(changed.tables[0]?.chains.flat()).toContain('🙂')
    expect(changed.tables[0]?.chains.flat()).not.toContain('new')
    await ask('command', { type: 'scan' })
    expect((await state()).call).toBe(1)

    await ask('command', { type: 'delete', keys: ['مفتاح', '🙂'] })
    await ask('command', { type: 'shrink' })
    expect((await state()).tables.map(({ buckets }) => buckets)).toEqual([8, 4])
    await ask('command', { type: 'rehash', buckets: 8 })
    expect((await state()).tables.map(({ buckets }) => buckets)).toEqual([4])

    expect(await ask('load', { scenario: scenarios.atRest })).toMatchObject({ type: 'load' })
    expect((await state()).tables.map(({ buckets }) => buckets)).toEqual([8])
    // A server's rules are loaded first; what is asked meanwhile is asked of the server.
    const [, seen] = await Promise.all([ask('load', { scenario: 'countPages' }), ask('getState')])
    expect(seen.data).toMatchObject({ machine: 'server', moment: 0 })

    await ask('load', { scenario: 'lostBucket' })
    const { moments } = await state()
    await ask('seek', { moment: moments })
    const lost = await state()
    expect([...lost.missed].sort()).toEqual(['fig', 'grape'])
    expect((await eventsOf(page, 'done')).at(-1)?.data).toMatchObject({ missed: lost.missed })
    expect((await eventsOf(page, 'call')).length).toBeGreaterThan(0)
    expect((await eventsOf(page, 'moment')).length).toBeGreaterThan(3)

    expect(await page.evaluate('ready.data')).toMatchObject({ protocols: [1], width: 720 })
    await page.locator('iframe').evaluate((node) => {
      node.style.width = '500px'
    })
    await expect
      .poll(async () => (await eventsOf(page, 'size')).at(-1)?.data)
      .toMatchObject({ width: 500, height: 420 })
    await page.evaluate('send({ ns: "scanscope", v: 1, type: "fly" })')
    await expect
      .poll(async () => (await eventsOf(page, 'error')).at(-1)?.data)
      .toMatchObject({ code: 'unknownType' })

    await ask('seek', { moment: 0 })
    expect(await ask('play')).toMatchObject({ data: { playing: true } })
    await expect.poll(async () => (await state()).moment).toBeGreaterThan(0)
    expect(await ask('pause')).toMatchObject({ data: { playing: false } })
    const { moment } = await state()
    await page.waitForTimeout(900)
    expect((await state()).moment).toBe(moment)
    await page.close()
  })

  it('shows settings from the host, and exports', async () => {
    const { page, frame, ask } = await open('&scenario=edits', sandbox)
    const all = {
      theme: 'dark',
      language: 'zh',
      order: 'index',
      speed: 8,
      palette: 'mono',
      keys: 'off',
    }
    expect(await ask('set', all)).toMatchObject({ type: 'set' })
    const root = frame.locator('html')
    await expect.poll(() => root.getAttribute('data-theme')).toBe('dark')
    expect(await root.getAttribute('lang')).toBe('zh-CN')
    expect(await root.getAttribute('data-palette')).toBe('mono')
    expect(await frame.locator('.stage-picture').getAttribute('data-order')).toBe('index')
    const svg = await ask('export', { format: 'svg' })
    expect(svg.data['content']).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    const png = await ask('export', { format: 'png' })
    expect(String(png.data['content'])).toMatch(/^iVBORw0KGgo/)
    const json = await ask('export', { format: 'json' })
    expect(JSON.parse(String(json.data['content']))).toMatchObject({ version: 1, machine: 'dict' })
    const transcript = await ask('export', { format: 'transcript' })
    expect(transcript.data).toMatchObject({ mediaType: 'text/plain', encoding: 'text' })
    await page.close()
  })
})

it('wrong shapes and versions are answered with an error, wrong windows with silence', async () => {
  const { page, ask, state } = await open()
  for (const [type, data] of [
    ['fly', undefined],
    ['seek', { moment: -1 }],
    ['seek', { moment: 1e9 }],
    ['command', { type: 'grow', size: 7 }],
    ['load', { scenario: 'no such' }],
    ['load', { scenario: { version: 1 } }],
    ['set', { theme: '<script>' }],
  ] as const) {
    expect(await ask(type, data), type).toMatchObject({
      type: 'error',
      data: { message: expect.stringMatching(/.\.?$/) as string },
    })
  }
  const ports = await page.evaluate(async () => {
    const stranger = document.createElement('iframe')
    document.body.append(stranger)
    let answers = 0
    window.addEventListener('message', (event) => {
      answers += event.ports.length
    })
    const target = document.querySelector('iframe')?.contentWindow
    const script = 'parent.frames[0].postMessage({ ns: "scanscope", v: 1, type: "hello" }, "*")'
    stranger.contentWindow?.postMessage(null, '*')
    const element = stranger.contentDocument?.createElement('script')
    if (element) {
      element.textContent = script
      stranger.contentDocument?.body.append(element)
    }
    target?.postMessage({ ns: 'scanscope', v: 9, type: 'hello' }, '*')
    target?.postMessage('hello', '*')
    await new Promise((done) => setTimeout(done, 600))
    return answers
  })
  expect(ports).toBe(0)
  expect((await state()).moment).toBe(0)
  await page.close()
})

it('a host reads in English why a scenario is refused, whatever the frame speaks', async () => {
  const { page, ask } = await open()
  await ask('set', { language: 'zh' })
  expect(await ask('load', { scenario: { version: 1, machine: 'dict' } })).toMatchObject({
    type: 'error',
    data: { code: 'badData', message: 'load: config is missing; add it.' },
  })
  await page.close()
})

it('a host that sends 10 000 messages a second does not freeze the frame', async () => {
  const { page, frame, state } = await open()
  await page.evaluate(async () => {
    const { send } = globalThis as unknown as { send: (message: unknown) => void }
    const frame = document.querySelector('iframe')?.contentWindow
    for (let part = 0; part < 10; part++) {
      for (let nth = 0; nth < 1000; nth++) {
        const seek = { ns: 'scanscope', v: 1, type: 'seek', data: { moment: nth % 20 } }
        if (nth % 3 === 0) frame?.postMessage(['rubbish', nth], '*')
        else send(nth % 3 === 1 ? seek : { ...seek, id: `flood ${nth}` })
      }
      await new Promise((done) => setTimeout(done, 100))
    }
  })
  const before = (await eventsOf(page, 'moment')).length
  await frame.getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(async () => (await eventsOf(page, 'moment')).length).toBeGreaterThan(before)
  await expect.poll(async () => (await state().catch(() => null))?.profile).toBe('redis-7.4')
  // Each request had its one answer, a flooded one the answer that it was too much.
  const answers = await page.evaluate<string[]>(
    `heard.filter(({ id }) => String(id).startsWith('flood')).map(({ type, data }) => data.code ?? type)`,
  )
  expect(answers).toHaveLength(3330)
  expect(new Set(answers)).toEqual(new Set(['seek', 'tooMany']))
  await page.evaluate(() => {
    const frame = document.querySelector('iframe')?.contentWindow
    for (let nth = 0; nth < 10_000; nth++) {
      frame?.postMessage({ ns: 'scanscope', v: 1, type: 'hello' }, '*')
    }
  })
  const slider = frame.getByRole('slider', { name: 'Timeline' })
  const at = Number(await slider.inputValue())
  await frame.getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(async () => Number(await slider.inputValue())).toBe(at + 1)
  await page.close()
})

it('takes no focus, key or scroll that it was not given', async () => {
  const { page, frame, state } = await open('&scenario=grow4to8', 'allow-scripts', '100%')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  await page.locator('#own').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  expect((await state()).moment).toBe(0)
  expect(await page.evaluate('pressed')).toEqual(['ArrowRight', 'ArrowDown'])
  await frame.locator('#stage').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('PageDown')
  await expect.poll(async () => (await state()).moment).toBe(1)
  expect(await page.evaluate('pressed')).toEqual(['ArrowRight', 'ArrowDown'])
  expect((await eventsOf(page, 'key')).map(({ data }) => data['key'])).toEqual(['PageDown'])
  await page.mouse.move(300, 300)
  await page.mouse.wheel(0, 200)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0)
  await page.close()
})

it('a link of the page works in the frame, and back again', async () => {
  const { page, frame, ask } = await open('&scenario=lostBucket&moment=20&order=index&theme=dark')
  expect((await ask('getState')).data).toMatchObject({ moment: 20 })
  const way = frame.getByRole('link', { name: 'Open in ScanScope' })
  await expect.poll(() => way.getAttribute('href')).toContain('moment=20')
  await ask('command', { type: 'add', keys: ['mine'] })
  await expect.poll(() => way.getAttribute('href')).toContain('#s=')
  const href = await way.getAttribute('href')
  const whole = await newPage()
  await whole.goto(new URL(href ?? '', inject('url')).href)
  const { moment } = (await ask('getState')).data
  await expect
    .poll(() => whole.getByRole('slider', { name: 'Timeline' }).inputValue())
    .toBe(String(moment))
  await whole.close()
  await page.close()
})

it.each(['320px', '480px', '720px'])(
  'is whole at a width of %s, without a violation',
  async (width) => {
    const { page, frame } = await open('&scenario=shrink16to4&moment=30', null, width)
    const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
    const inner = page.frames().find((one) => one !== page.mainFrame())
    await inner?.addScriptTag({ content: readFileSync(source, 'utf8') })
    const found = await inner?.evaluate<string[]>(
      'axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
    )
    expect(found).toEqual([])
    const overflow = await frame
      .locator('html')
      .evaluate((root) => [
        root.scrollWidth - root.clientWidth,
        root.scrollHeight - root.clientHeight,
      ])
    expect(overflow).toEqual([0, 0])
    await page.close()
  },
)
