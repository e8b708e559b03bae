import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { tagOfSlot, wireOf } from '../../src/cluster/index.ts'
import { clusterScenarioIds } from '../../src/scenarios/cluster.ts'
import {
  atRest,
  button,
  captionOf,
  goTo,
  lengthOf,
  momentOf,
  overflowOf,
  settled,
  usePages,
  type Look,
} from './page.ts'

const open = usePages()
const at = (query = '', look: Look = {}) => open({ ...look, link: `?screen=cluster${query}` })

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ')
const ledgerOf = async (page: Page) => plain(await page.locator('.promise').innerText())
const branches = (page: Page) => page.getByLabel('Branch').locator('option').count()

/** The first moment, from one on, at which a sentence stands over the picture. */
async function goToSentence(page: Page, sentence: RegExp, from = 0): Promise<void> {
  const length = await lengthOf(page)
  for (let moment = from; moment <= length; moment++) {
    await goTo(page, moment)
    if (sentence.test(plain(await captionOf(page)))) return
  }
  throw new Error(`no moment says ${String(sentence)}`)
}

describe('the Cluster screen', () => {
  test('is found in the navigation, and its controls by their names', async () => {
    const page = await open()
    await page.getByRole('link', { name: 'Cluster', exact: true }).click()
    await page.locator('.cluster-stage').waitFor()
    expect(plain(await captionOf(page))).toMatch(/^Start A is finished and B is being scanned/)
    for (const name of ['Scenario', 'Strategy', 'COUNT', 'MATCH', 'Retries', 'Seeds', 'Version']) {
      expect(await page.getByLabel(name, { exact: true }).count(), name).toBe(1)
    }
    const buttons = [
      'Migrate slot',
      'Fail over',
      'Add node',
      'Remove node',
      'Network error',
      'Slow node',
      'Unassign slot',
      'Rebalance',
    ]
    for (const name of buttons) expect(await button(page, name).count(), name).toBe(1)
    for (const name of ['remove duplicates', 'refresh the topology']) {
      expect(await page.getByRole('checkbox', { name }).count(), name).toBe(1)
    }
  })

  test('tells why the keys of a slot are missed that moves to a finished node', async () => {
    const page = await at('&scenario=finishedNode')
    await goToSentence(page, /C marks slot 15495 as MIGRATING to A/, 12)
    await expect.poll(() => ledgerOf(page)).toMatch(/will be missed 3/)
    await goTo(page, await lengthOf(page))
    await expect
      .poll(() => ledgerOf(page))
      .toMatch(/missed 3 missed \{a\}\d.* slot 15495 moved from C to A after A was finished/)
    expect(await page.locator('.caption').getAttribute('class')).toContain('is-broken')
    expect(await page.locator('[data-node="A"] .cell').count()).toBe(16)
    expect(await page.locator('.cluster-stage .chip.is-missed').count()).toBe(3)
  })

  test.each([
    ['finishedNode', 'slotBitmap', 0],
    ['throughMoved', 'clusterScan', 0],
    ['bitmapHole', 'slotBitmap', 3],
  ])('opens %s under %s by its link: missed %i', async (scenario, strategy, missed) => {
    const page = await at(`&scenario=${scenario}&strategy=${strategy}`)
    await goTo(page, await lengthOf(page))
    expect(plain(await captionOf(page))).toContain(`Missed: ${missed}.`)
    await expect.poll(() => ledgerOf(page)).toContain(`missed ${missed}`)
  })

  test('lets a key travel from lane to lane under its own name', async () => {
    const page = await at('&scenario=finishedNode')
    const chip = page.locator('.chip', { has: page.locator('title', { hasText: '{a}1' }) })
    const laneOf = async (node: string) =>
      (await page.locator(`[data-node="${node}"] .ruler`).boundingBox())?.y ?? 0
    await goToSentence(page, /C marks slot 15495/, 12)
    const name = await chip.first().getAttribute('data-name')
    const before = (await chip.first().boundingBox())?.y ?? 0
    expect(before).toBeGreaterThan(await laneOf('C'))
    await goToSentence(page, /Slot 15495 belongs to A now/, 18)
    await atRest(page)
    expect(await chip.count()).toBe(1)
    expect(await chip.getAttribute('data-name')).toBe(name)
    expect((await chip.boundingBox())?.y).toBeLessThan(await laneOf('B'))
    expect(await page.locator('.slot-move').count()).toBe(1)
    expect(await page.locator('.slot-arrow').textContent()).toBe('keys: 3')
  })

  test('has ruler, table and cursor line of a node on one scale, to the pixel', async () => {
    const page = await at('&scenario=finishedNode')
    await goToSentence(page, /^The client B answers: cursor 6/, 10)
    const edges = await page.evaluate(() => {
      const lane = document.querySelector('[data-node="B"]')
      const x = (node: Element | null | undefined) => node?.getBoundingClientRect()
      const cells = [...(lane?.querySelectorAll('.cell') ?? [])]
      const next = cells.find((cell) => cell.textContent.startsWith('6'))
      return {
        line: x(lane?.querySelector('.cursor line'))?.x ?? 0,
        covered: x(lane?.querySelector('.covered'))?.right ?? 0,
        cell: x(next?.querySelector('.cell-box'))?.left ?? 0,
      }
    })
    expect(Math.abs(edges.line - edges.covered)).toBeLessThan(2)
    expect(Math.abs(edges.line - edges.cell)).toBeLessThan(3)
  })

  test('shows calls in flight, and replies as redis-cli prints them', async () => {
    const page = await at('&scenario=atOnce')
    await goToSentence(page, /In flight now: 3\./)
    await expect.poll(() => page.locator('.cluster-replies .is-pending').count()).toBe(3)
    expect(await page.locator('.lane-of.is-asked').count()).toBe(3)
    const moved = await at('&scenario=throughMoved')
    await goToSentence(moved, /B answers MOVED 7365/, 26)
    expect(plain(await moved.locator('.cluster-replies li').last().innerText())).toMatch(
      /\(error\) MOVED 7365 127\.0\.0\.1:7001$/,
    )
  })
})

describe('what the reader does', () => {
  test('happens at every moment, begins a branch in the past, and can be undone', async () => {
    const page = await at('&scenario=oneAfterOther')
    await goTo(page, 8)
    await button(page, 'Migrate slot').click()
    expect(await branches(page)).toBe(2)
    expect(plain(await captionOf(page))).toMatch(/^Slot \d+ moves to/)
    const told: [string, RegExp][] = [
      ['Slow node', /^Node A slows down/],
      ['Network error', /^Network error at A/],
      ['Add node', /^Node D joins/],
      ['Rebalance', /^Rebalance/],
      ['Unassign slot', /^Slot \d+ loses its owner/],
      ['Remove node', /^Node A leaves/],
      ['Next call', /^The client/],
    ]
    for (const [name, sentence] of told) {
      await page.locator('.controls').getByRole('button', { name, exact: true }).click()
      expect(plain(await captionOf(page)), name).toMatch(sentence)
    }
    expect(await page.locator('[data-node="A"]').count()).toBe(0)
    await button(page, 'Undo').click()
    await button(page, 'Undo').click()
    expect(await page.locator('[data-node="A"]').count()).toBe(1)
  })

  test('moves a slot in steps, and says why nothing can be spread meanwhile', async () => {
    const page = await at('&scenario=oneAfterOther')
    const slot = page.getByLabel('Slot', { exact: true })
    const moving = await slot.inputValue()
    const press = (name: string) =>
      page.locator('.controls').getByRole('button', { name, exact: true }).click()
    await press('Begin')
    await press('One key')
    expect(await slot.inputValue()).toBe(moving)
    for (const name of ['Rebalance', 'Remove node']) {
      await press(name)
      expect(plain(await captionOf(page))).toContain(
        `That cannot be done: slot ${moving} is on its way, and its keys are on two nodes`,
      )
    }
    await press('One key')
    await press('End')
    await press('Remove node')
    expect(plain(await captionOf(page))).toMatch(/^Node A leaves/)
    expect(await page.locator('[data-node="A"]').count()).toBe(0)
  })

  test('fails over to a replica that was added', async () => {
    const page = await at('&scenario=oneAfterOther')
    expect(await button(page, 'Fail over').isDisabled()).toBe(true)
    await page.getByLabel('Role of the new node').selectOption('A')
    await button(page, 'Add node').click()
    await button(page, 'Fail over').click()
    expect(plain(await captionOf(page))).toMatch(/^Failover of A A1 has taken the place of A/)
    await button(page, 'Bring back').click()
    expect(plain(await captionOf(page))).toMatch(/^Node A comes back/)
  })

  test('changes client and servers: each choice is a branch whose calls fit it', async () => {
    const page = await at('&scenario=finishedNode')
    await page.getByLabel('Strategy').selectOption('slotBitmap')
    await expect.poll(() => page.url()).toMatch(/strategy=slotBitmap/)
    await goTo(page, await lengthOf(page))
    expect(plain(await captionOf(page))).toMatch(/Missed: 0\./)
    await page.goBack()
    await expect.poll(() => page.getByLabel('Strategy').inputValue()).toBe('perNode')
    await page.getByLabel('COUNT').fill('100')
    await page.getByLabel('COUNT').press('Enter')
    expect(await branches(page)).toBe(2)
    await page.getByLabel('Version').selectOption('redis-7.4')
    expect(await branches(page)).toBe(3)
    await goToSentence(page, /The scan is complete/)
    await page.getByLabel('Strategy').selectOption('perSlot')
    expect(await branches(page)).toBe(4)
  })

  test('asks for a part of the keys only, and the books owe only that', async () => {
    const page = await at('&scenario=oneAfterOther')
    await page.getByLabel('MATCH', { exact: true }).fill('{b}*')
    await page.getByLabel('MATCH', { exact: true }).press('Enter')
    expect(await branches(page)).toBe(2)
    await goTo(page, await lengthOf(page))
    expect(plain(await captionOf(page))).toMatch(/of 3 keys that match {b}\* .* 3 were returned/)
    await expect.poll(() => ledgerOf(page)).toMatch(/returned 3 .* missed 0/)
    expect(await page.locator('.cluster-stage .chip.is-dropped').count()).toBe(33)
    expect(plain(await page.locator('.cluster-replies li').last().innerText())).toMatch(
      /SCAN \d+ MATCH {b}\* COUNT 5/,
    )
  })

  test('keeps a pattern or a line that cannot be used, and says how to mend it', async () => {
    const page = await at('&scenario=oneAfterOther')
    const match = page.getByLabel('MATCH', { exact: true })
    await match.fill('k'.repeat(1500))
    await match.press('Enter')
    await expect
      .poll(() => page.locator('.taken-field .reason').innerText())
      .toBe('A pattern has at most 1,024 bytes; this one has 1,500. Shorten it.')
    expect(await branches(page)).toBe(0)
    await match.press('Tab')
    expect((await match.inputValue()).length).toBe(1500)
    await match.fill('{b}*')
    await match.press('Enter')
    expect(await page.locator('.taken-field .reason').count()).toBe(0)
    expect(await branches(page)).toBe(2)
    const line = page.getByLabel('Command for the key’s owner')
    await line.fill('SET "new 1')
    expect(await button(page, 'Write').isDisabled()).toBe(true)
    expect(await page.locator('.event-row + .reason').last().innerText()).toMatch(
      /A quote does not close/,
    )
    await line.fill(`SET new ${'v'.repeat(300)}`)
    await button(page, 'Write').click()
    expect(plain(await captionOf(page))).toMatch(/^A write/)
  })

  test('is shared: a link leads to the same branch and moment', async () => {
    const page = await at('&scenario=oneAfterOther')
    await goTo(page, 8)
    await button(page, 'Migrate slot').click()
    await goTo(page, 14)
    const caption = await captionOf(page)
    await button(page, 'Share').click()
    const field = page.getByLabel('Link')
    await expect.poll(() => field.inputValue()).toMatch(/screen=cluster.*#s=/)
    const link = await field.inputValue()
    const other = await open({ link: link.slice(link.indexOf('?')) })
    expect(await captionOf(other)).toBe(caption)
    expect(await momentOf(other)).toBe(14)
    // The same link with its screen cut off leads to a cluster all the same.
    const bare = await open({ link: link.slice(link.indexOf('?')).replace('screen=cluster&', '') })
    await bare.locator('.cluster-stage').waitFor()
    expect(await captionOf(bare)).toBe(caption)
  })

  test('goes by the keyboard as in Explore', async () => {
    const page = await at('&scenario=finishedNode')
    await page.locator('#stage').focus()
    const press = async (key: string) => {
      await page.keyboard.press(key)
      return momentOf(page)
    }
    expect(await press('ArrowRight')).toBe(1)
    expect(await press('Shift+ArrowRight')).toBe(4)
    expect(await press('ArrowLeft')).toBe(3)
    expect(await press('End')).toBe(await lengthOf(page))
    expect(await press('Home')).toBe(0)
    await page.keyboard.press('Space')
    await expect.poll(() => momentOf(page)).toBeGreaterThan(1)
    await page.keyboard.press('Space')
    await page.locator('[data-node="C"] .cell-box').first().click()
    await page.locator('.inspector').waitFor()
    await page.keyboard.press('Escape')
    expect(await page.locator('.inspector').count()).toBe(0)
  })

  test('runs a hundred thousand keys in the background, and can stop that', async () => {
    const page = await at('&scenario=oneAfterOther')
    await button(page, 'Run in the background').click()
    await page.getByRole('progressbar').waitFor()
    await button(page, 'Step').click()
    expect(await momentOf(page)).toBe(1)
    await button(page, 'Cancel').click()
    expect(await page.getByRole('progressbar').count()).toBe(0)
    expect(await button(page, 'Run in the background').count()).toBe(1)
  })
})

describe('a cursor from elsewhere', () => {
  async function handed(page: Page, cursor: string, node?: string) {
    const box = page.locator('.start-from')
    if ((await box.getAttribute('open')) === null) {
      await box.getByText('Start from a cursor').click()
    }
    await page.getByLabel('Cursor', { exact: true }).fill(cursor)
    if (node !== undefined) await page.getByLabel('Node that gave it').selectOption(node)
    return plain(await box.getByRole('status').innerText())
  }

  test('begins a scan, and the ledger owns up to what it passes over', async () => {
    const page = await at('&scenario=oneAfterOther')
    expect(await handed(page, '6', 'B')).toMatch(/^37\.5% of B.* Not asked.*: A\.$/)
    await page.getByLabel('Cursor', { exact: true }).press('Enter')
    expect(plain(await captionOf(page))).toMatch(/^Start from 6 The client forgets its scan/)
    expect(await page.locator('[data-node="B"] .cursor').textContent()).toContain('6')
    expect(await page.locator('.cell.is-covered').count()).toBe(0)
    await button(page, 'All calls').click()
    await goTo(page, await lengthOf(page))
    await expect
      .poll(() => ledgerOf(page))
      .toMatch(
        /missed 17 .*: A comes before B.*: at 6\.\d% to 34\.\d% of B; the scan began at 37\.5%/,
      )
  })

  test('is refused in words if it is none, and what was typed stays', async () => {
    const page = await at('&scenario=oneAfterOther')
    const start = button(page, 'Start from it')
    for (const [cursor, sentence] of [
      ['-1', /^No server prints a minus.* Perhaps 18446744073709551615 was meant\.$/],
      ['18446744073709551616', /^Larger than 2⁶⁴ − 1/],
      [' 6', /^No cursor has a space in it/],
      ['<b>6</b>', /^A cursor of SCAN is a whole decimal number/],
      ['x1-{06S}-0', /^This is a cursor of CLUSTERSCAN/],
    ] as const) {
      expect(await handed(page, cursor), cursor).toMatch(sentence)
      expect(await start.isDisabled(), cursor).toBe(true)
      expect(await page.getByLabel('Cursor', { exact: true }).inputValue()).toBe(cursor)
    }
    await page.getByLabel('Cursor', { exact: true }).press('Enter')
    expect(await branches(page)).toBe(0)
  })

  test('of another node names its owner, who is one press away', async () => {
    const page = await at('&scenario=slotBySlot&strategy=perNode')
    expect(await handed(page, '16390', 'B')).toBe(
      'It stands in slot 6, which A owns, not B. Choose A.',
    )
    await button(page, 'Choose A').click()
    expect(await page.getByLabel('Node that gave it').inputValue()).toBe('A')
    expect(await button(page, 'Start from it').isEnabled()).toBe(true)
  })

  test('of another cluster is told before it is used, and used all the same', async () => {
    const page = await at('&scenario=throughMoved')
    const foreign = `zzz-{${tagOfSlot(7233)}}-${wireOf({ slot: 7233, local: 2n })}`
    expect(await handed(page, foreign)).toMatch(
      /No node here has the fingerprint zzz.* may come twice/,
    )
    await button(page, 'Start from it').click()
    expect(plain(await captionOf(page))).toMatch(/No node here has the fingerprint zzz/)
    await button(page, 'All calls').click()
    await goTo(page, await lengthOf(page))
    await expect.poll(() => ledgerOf(page)).toMatch(/missed 12 .*: in slots before 7233/)
    expect(await page.getByLabel('Cursor', { exact: true }).inputValue()).toBe(foreign)
  })
})

describe('links', () => {
  test('every ready scenario plays to an end that its ledger tells', async () => {
    const page = await at()
    for (const id of clusterScenarioIds) {
      await page.getByLabel('Scenario').selectOption(id)
      if (id !== 'finishedNode') await expect.poll(() => page.url()).toMatch(`scenario=${id}`)
      expect(await momentOf(page), id).toBe(0)
      expect(plain(await captionOf(page)).length, id).toBeGreaterThan(40)
      await goTo(page, await lengthOf(page))
      await expect
        .poll(() => ledgerOf(page), { message: id })
        .toMatch(/still to come 0|stopped with an error/)
      expect(await overflowOf(page), id).toBe(0)
    }
  })

  test('that name what is not there say so, and show what is', async () => {
    const page = await at('&scenario=nobody&strategy=magic&moment=99999')
    await expect
      .poll(async () => plain(await page.locator('.notice').innerText()))
      .toMatch(/scenario.*nobody.*strategy.*magic.*moment/)
    expect(plain(await captionOf(page))).not.toBe('')
    await settled(page)
  })

  test('to six nodes and ten thousand keys show strips instead of cells', async () => {
    const page = await at('&scenario=sixNodes')
    expect(await page.locator('.lane-of .strip').count()).toBe(6)
    expect(await page.locator('.cluster-stage .chip').count()).toBe(0)
    await goTo(page, Math.floor((await lengthOf(page)) / 2))
    expect(await page.locator('.cursor').count()).toBeGreaterThan(3)
  })
})
