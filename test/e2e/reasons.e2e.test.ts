import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pack } from '../../src/link/pack.ts'
import { clusterScenarios } from '../../src/scenarios/cluster.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { usePages } from './page.ts'

const open = usePages()

const { config } = scenarios.grow4to8
const odd = { ...scenarios.grow4to8, config: { ...config, buckets: 5 } }

/** What the page says in its notice, without the marks round a stranger's text. */
async function told(page: Page): Promise<string> {
  const sentence = page.locator('.notice > span').filter({ hasText: /\S/ })
  return (await sentence.innerText()).replace(/[\u2066-\u2069]/g, '')
}

const choose = (page: Page, name: string, content: object) =>
  page.locator('input[type="file"]').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(content)),
  })

test('a link with work out of bounds says in Chinese which field is wrong, and what it must be', async () => {
  const page = await open({ link: `#s=1.${pack(JSON.stringify(odd))}`, locale: 'zh-CN' })
  expect(await told(page)).toMatch(
    /^此链接里的工作无法打开：config\.buckets 必须是 2 的幂，例如 8 或 16。这里改为显示现成场景“[^”]+”。$/,
  )
})

test('saved work that cannot be read says so in Chinese, on the first load', async () => {
  const stored = { 'scanscope.history.grow4to8': '{"version":99}' }
  const page = await open({ stored, locale: 'zh-CN' })
  expect(await told(page)).toBe(
    '此场景已保存的进度无法读取：version 必须是 1。旧数据已另行存放，场景从头开始。',
  )
})

test('a file that is no scenario is refused in the language of the page, whichever comes to be spoken', async () => {
  const page = await open({ locale: 'zh-CN' })
  await choose(page, 'notes.json', { name: 'x' })
  expect(await told(page)).toBe('无法打开 notes.json：version 缺失，请补上。')
  await choose(page, 'list.json', [7])
  await page.getByRole('combobox', { name: '语言' }).selectOption('en')
  await expect
    .poll(() => told(page))
    .toBe('list.json could not be opened: version is missing; add it.')
})

test('a topology with a hole names the first slot without a node', async () => {
  const { finishedNode } = clusterScenarios
  const { cluster } = finishedNode.config
  const nodes = cluster.nodes.map((node) => ({
    ...node,
    slots: node.slots.map(({ from, to }) => ({ from, to: to === 16_383 ? 16_000 : to })),
  }))
  const page = await open({ link: '?screen=cluster', locale: 'zh-CN' })
  await choose(page, 'topology.json', {
    ...finishedNode,
    config: { ...finishedNode.config, cluster: { ...cluster, nodes } },
  })
  expect(await told(page)).toBe(
    '无法打开 topology.json：config.cluster.nodes 没有把槽 16001 分给任何节点；16,384 个槽都必须有节点。',
  )
})

test('a recording with a strange line says in Chinese what that line lacks', async () => {
  const page = await open({ link: '?screen=recording', locale: 'zh-CN' })
  const lines = [
    { source: 'redis-server', version: '7.0.15' },
    { cmd: ['SSCAN', 's', '0'], reply: ['0', ['a']] },
    { event: 'x', end: { why: 'lost', calls: 1, cursor: 'seven' } },
  ]
  await page.locator('input[type="file"]').setInputFiles({
    name: 'mine.jsonl',
    mimeType: 'application/json',
    buffer: Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')),
  })
  const fault = page.getByRole('alert').locator('p')
  await fault.waitFor()
  expect((await fault.innerText()).replace(/[\u2066-\u2069]/g, '')).toBe(
    '第 3 行不符合录制格式：end.cursor 必须是游标，写成最多 20 位十进制数字的文本。请修正这一行，或重新录制。只显示前 2 行。',
  )
})
