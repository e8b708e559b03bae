import { describe, expect, it } from 'vitest'
import type { FrameLocator } from 'playwright-core'
import { clusterScenarios } from '../../src/scenarios/cluster.ts'
import { eventsOf, useFrames } from './frame.ts'
import { button, usePages } from './page.ts'

const { open } = useFrames()
const openPage = usePages()

const STORY = '&screen=cluster&scenario=finishedNode'
const lanesIn = (frame: FrameLocator) => frame.locator('[data-node]')
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ')
const textOf = async (frame: FrameLocator, part: string) =>
  plain(await frame.locator(part).innerText())

describe('a cluster in a frame', () => {
  it('stands there with all its lanes, its sentence and its books', async () => {
    const { page, frame, ask } = await open(`${STORY}&moment=26`)
    await expect.poll(() => lanesIn(frame).count()).toBe(3)
    expect(await textOf(frame, '.caption')).toBe(
      'Slot 15495 moves to A Slot 15495 belongs to A now.',
    )
    expect(await textOf(frame, '.ledger-line')).toMatch(/Keys will be missed .* will be missed 3/)
    expect(await frame.getByRole('button', { name: 'Index order' }).count()).toBe(0)
    const stage = await frame.locator('#stage').boundingBox()
    const picture = await frame.locator('.stage-picture').boundingBox()
    expect(picture?.height).toBeLessThanOrEqual((stage?.height ?? 0) + 1)
    expect(String((await ask('export', { format: 'svg' })).data['content'])).toMatch(/^<svg/)
    await page.close()
  })

  it('tells its host of calls, of the end and of what was missed', async () => {
    const { page, ask, state } = await open(STORY)
    const { moments } = await state()
    expect(await state()).toMatchObject({ machine: 'cluster', moment: 0, call: 0, replies: [] })
    await ask('seek', { moment: moments })
    const end = await state()
    expect(end).toMatchObject({ algorithm: 'perNode', cursor: '0', duplicates: [] })
    expect([...end.missed].sort()).toEqual(['{a}1', '{a}2', '{a}3'])
    expect(end.returned).toHaveLength(33)
    expect(end.replies[0]?.cursor).toBe('0')
    await expect
      .poll(async () => (await eventsOf(page, 'done')).at(-1)?.data)
      .toEqual({ duplicates: [], missed: end.missed })
    expect((await eventsOf(page, 'call')).at(-1)?.data).toMatchObject({ call: end.replies.length })
    expect(await ask('command', { type: 'grow' })).toMatchObject({ data: { code: 'refused' } })
    await page.close()
  })

  it('is loaded by its name or as data, and a dict after it', async () => {
    const { page, frame, ask, state } = await open('&scenario=atRest')
    expect(await ask('load', { scenario: 'proxyShifts' })).toMatchObject({ type: 'load' })
    await expect.poll(() => lanesIn(frame).count()).toBe(3)
    await ask('load', { scenario: clusterScenarios.oneAfterOther })
    expect(await state()).toMatchObject({ machine: 'cluster', moment: 0 })
    await ask('load', { scenario: 'grow4to8' })
    await expect.poll(() => lanesIn(frame).count()).toBe(0)
    expect(await frame.getByRole('button', { name: 'Index order' }).count()).toBe(1)
    const bad = { ...clusterScenarios.oneAfterOther, commands: [{ type: 'fly' }] }
    expect(await ask('load', { scenario: bad })).toMatchObject({ data: { code: 'badData' } })
    await page.close()
  })

  it('leads to the page at the same moment, whether it came as it is or was worked on', async () => {
    const { page, frame, ask } = await open(`${STORY}&strategy=slotBitmap&moment=4`)
    const link = frame.getByRole('link', { name: 'Open in ScanScope' })
    await expect
      .poll(() => link.getAttribute('href'))
      .toMatch(/\?screen=cluster&scenario=finishedNode&strategy=slotBitmap&moment=4&/)
    await ask('load', { scenario: clusterScenarios.oneAfterOther })
    await expect.poll(() => link.getAttribute('href')).toMatch(/\?screen=cluster&moment=0&.*#s=/)
    const href = (await link.getAttribute('href')) ?? ''
    await page.close()
    const whole = await openPage({ link: href.slice(href.indexOf('?')) })
    await expect.poll(() => whole.locator('.cluster-stage [data-node]').count()).toBe(3)
  })

  it('is what the dialog shows of work on a cluster, and what its code brings along', async () => {
    const page = await openPage({ link: '?screen=cluster&scenario=oneAfterOther' })
    await button(page, 'Add node').click()
    await page.locator('[data-command="share"]').click()
    await page.locator('[data-command="embed"]').click()
    const preview = page.locator('dialog').frameLocator('iframe')
    await expect.poll(() => lanesIn(preview).count()).toBe(4)
    expect(await preview.locator('.notice').count()).toBe(0)
    expect(await page.locator('dialog').getByLabel('Buckets in').count()).toBe(0)
    await page.getByLabel('Where it goes').selectOption('element')
    const code = page.locator('dialog').getByLabel('Code', { exact: true })
    await expect.poll(() => code.inputValue()).toMatch(/src=".*\?screen=cluster&amp;.*#s=/)
    await button(page, 'Close').click()
    await button(page, 'Undo').click()
    await page.locator('[data-command="share"]').click()
    await page.locator('[data-command="embed"]').click()
    await page.getByLabel('Where it goes').selectOption('element')
    await expect
      .poll(() => code.inputValue())
      .toMatch(/screen="cluster"\s+scenario="oneAfterOther"/)
    expect(await code.inputValue()).not.toContain('poster=')
  })
})
