import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { scenarios, type DictScenarioId } from '../../src/scenarios/index.ts'
import { recordDict, stateAt } from '../../src/trace/index.ts'
import { button, captionOf, goTo, lengthOf, momentOf, reload, stepOn, usePages } from './page.ts'

const open = usePages()

const notice = (page: Page): Locator => page.locator('.notice')
const branches = (page: Page): Locator =>
  page.getByRole('combobox', { name: 'Branch', exact: true })

const branchNames = async (page: Page): Promise<string[]> => {
  const names = await branches(page).locator('option').allTextContents()
  return names.map((name) => name.slice(0, 1))
}

const sizesOf = (page: Page): Promise<string[]> =>
  page
    .locator('.stage-picture .table')
    .evaluateAll((tables) =>
      tables.map((table) => String(table.querySelectorAll('[data-cell]').length)),
    )

interface Told {
  readonly enabled: boolean
  readonly title: string
  /** What the page shows beside the button, and what a screen reader is led to. */
  readonly visible: string
  readonly described: string
}

/** Steps through the whole scenario and notes at each moment how Grow and Shrink stand. */
const resizesAtEachMoment = (page: Page): Promise<Record<'grow' | 'shrink', Told>[]> =>
  page.evaluate(async () => {
    const find = (selector: string) => {
      const found = document.querySelector<HTMLButtonElement>(selector)
      if (found === null) throw new Error(`${selector} is missing`)
      return found
    }
    const told = (name: string) => {
      const pressed = find(`[data-command="${name}"]`)
      const id = pressed.getAttribute('aria-describedby')
      return {
        enabled: !pressed.disabled,
        title: pressed.title,
        visible: pressed.closest('.group')?.textContent ?? '',
        described: id === null ? '' : (document.getElementById(id)?.textContent ?? 'nothing there'),
      }
    }
    const step = find('.transport button.primary')
    const slider = document.querySelector<HTMLInputElement>('.timeline input[type="range"]')
    const seen = []
    for (;;) {
      seen.push({ grow: told('grow'), shrink: told('shrink') })
      if (step.disabled) return seen
      const before = slider?.value
      step.click()
      await Promise.resolve()
      while (slider?.value === before) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    }
  })

/** How the dict stands at each moment, as the picture shows it and when the moment's command is done. */
function statesAfterCommands(id: DictScenarioId) {
  const trace = recordDict(scenarios[id])
  return Array.from({ length: trace.length + 1 }, (_, moment) => {
    const step = trace.steps.find(
      ({ start, events }) => moment > start && moment <= start + events.length,
    )
    const { dict } = stateAt(trace, step === undefined ? 0 : step.start + step.events.length)
    const [{ buckets, used }] = dict.tables
    const shown = stateAt(trace, moment).dict.rehashIndex >= 0
    return { rehashing: shown || dict.rehashIndex >= 0, buckets: buckets.length, used }
  })
}

for (const id of ['rehashUnderWay', 'shrink16to4'] as const) {
  test(`${id}: Grow and Shrink can be pressed exactly when the dict can take them`, async () => {
    const page = await open({ scenario: id })
    const seen = await resizesAtEachMoment(page)
    const states = statesAfterCommands(id)
    expect(seen).toHaveLength(states.length)
    for (const [moment, { rehashing, buckets, used }] of states.entries()) {
      const { grow, shrink } = seen[moment] ?? {}
      const half = buckets / 2
      expect(grow?.enabled, `Grow at ${moment}`).toBe(!rehashing && used <= buckets * 2)
      expect(shrink?.enabled, `Shrink at ${moment}`).toBe(!rehashing && half >= 4 && used <= half)
      for (const told of [grow, shrink]) {
        if (told === undefined || told.enabled) continue
        const reason = rehashing
          ? 'a rehash is under way'
          : half < 4
            ? 'a table has at least 4 buckets'
            : `${used} keys do not fit into ${half} buckets`
        expect(told.title, `title at ${moment}`).toContain(reason)
        expect(told.visible, `text at ${moment}`).toContain(reason)
        expect(told.described, `description at ${moment}`).toContain(reason)
      }
    }
  })
}

test('Shrink says when the keys do not fit, and the size in its own field decides', async () => {
  const page = await open({ scenario: 'sixtyFour' })
  const shrink = button(page, 'Shrink')
  expect(await shrink.isDisabled()).toBe(true)
  expect(await shrink.getAttribute('title')).toBe('64 keys do not fit into 32 buckets')
  expect(await page.getByText('Shrink: 64 keys do not fit into 32 buckets').isVisible()).toBe(true)
  await page.getByLabel('Grow to', { exact: true }).selectOption('512')
  await button(page, 'Grow').click()
  expect(await captionOf(page)).toContain('512 buckets')
})

test('Grow pressed inside a call goes right after it; the page says so; the old future stays', async () => {
  const page = await open({ scenario: 'rehashUnderWay' })
  const length = await lengthOf(page)
  await goTo(page, 4)
  await button(page, 'Grow').click()
  expect(await notice(page).innerText()).toContain('A call is atomic')
  expect(await notice(page).innerText()).toContain('branch B')
  // The call ended at moment 9; the command has one event.
  expect(await momentOf(page)).toBe(10)
  expect(await lengthOf(page)).toBe(10)
  expect(await captionOf(page)).toContain('to 8 buckets')
  expect(await branchNames(page)).toEqual(['A', 'B'])
  await branches(page).selectOption({ index: 0 })
  expect(await lengthOf(page)).toBe(length)
  await button(page, 'Last').click()
  expect(await momentOf(page)).toBe(length)
  await branches(page).selectOption({ index: 1 })
  expect(await lengthOf(page)).toBe(10)
})

test('Shrink pressed inside a call goes right after it as well', async () => {
  const page = await open({ scenario: 'shrink16to4' })
  await goTo(page, 5)
  await button(page, 'Shrink').click()
  expect(await notice(page).innerText()).toContain('A call is atomic')
  expect(await momentOf(page)).toBe(9)
  expect(await captionOf(page)).toContain('to 8 buckets')
  expect(await sizesOf(page)).toEqual(['16', '8'])
})

test('a command at the end of a call goes there without a word about calls', async () => {
  const page = await open({ scenario: 'atRest' })
  await button(page, 'Next call').click()
  await button(page, 'Grow').click()
  expect(await notice(page).innerText()).not.toContain('atomic')
  expect(await notice(page).innerText()).toContain('What followed stays on branch A')
})

test('ten steps back and Grow: the old branch stays, and a reload brings all back', async () => {
  const page = await open({ scenario: 'shrink16to4' })
  await goTo(page, 40)
  const length = await lengthOf(page)
  for (let press = 0; press < 10; press++) await button(page, 'Step back').click()
  expect(await momentOf(page)).toBe(30)
  await button(page, 'Grow').click()
  const moment = await momentOf(page)
  expect(await branchNames(page)).toEqual(['A', 'B'])
  await reload(page)
  expect(await momentOf(page)).toBe(moment)
  expect(await branchNames(page)).toEqual(['A', 'B'])
  expect(await captionOf(page)).toContain('to 32 buckets')
  await branches(page).selectOption({ index: 0 })
  expect(await lengthOf(page)).toBe(length)
  await reload(page)
  expect(await lengthOf(page)).toBe(length)
})

test('a reload finds the playhead where it was left', async () => {
  const page = await open({ scenario: 'atRest' })
  await button(page, 'Next call').click()
  await button(page, 'Grow').click()
  await button(page, 'First').click()
  await stepOn(page, 5)
  await reload(page)
  expect(await branchNames(page)).toEqual(['A', 'B'])
  expect(await momentOf(page)).toBe(5)
})

test('a branch of a branch, each with its own future', async () => {
  const page = await open({ scenario: 'atRest' })
  await goTo(page, 9)
  await button(page, 'Grow').click()
  await button(page, 'Rehash one bucket').click()
  await goTo(page, 9)
  await button(page, 'Shrink').waitFor()
  await page.getByLabel('Grow to', { exact: true }).selectOption('32')
  await button(page, 'Grow').click()
  expect(await branchNames(page)).toEqual(['A', 'B', 'C'])
  expect(await sizesOf(page)).toEqual(['8', '32'])
  await branches(page).selectOption({ index: 1 })
  await button(page, 'Last').click()
  expect(await sizesOf(page)).toEqual(['8', '16'])
})

test('undo and redo go through the edits and say what they did', async () => {
  const page = await open({ scenario: 'atRest' })
  const undo = button(page, 'Undo')
  const redo = button(page, 'Redo')
  expect([await undo.isDisabled(), await redo.isDisabled()]).toEqual([true, true])
  await goTo(page, 9)
  await button(page, 'Grow').click()
  const grown = await momentOf(page)
  await button(page, 'Rehash one bucket').click()
  const rehashed = await momentOf(page)
  await undo.click()
  expect(await momentOf(page)).toBe(grown)
  expect(await notice(page).innerText()).toContain('Undone')
  await undo.click()
  expect(await momentOf(page)).toBe(9)
  expect(await branches(page).count()).toBe(0)
  expect(await undo.isDisabled()).toBe(true)
  await redo.click()
  await redo.click()
  expect(await notice(page).innerText()).toContain('Done again')
  expect(await momentOf(page)).toBe(rehashed)
  expect(await branchNames(page)).toEqual(['A', 'B'])
  expect(await redo.isDisabled()).toBe(true)
})

test('an edit after an undo keeps what redo would have brought, as a branch', async () => {
  const page = await open({ scenario: 'atRest' })
  await goTo(page, 9)
  await button(page, 'Grow').click()
  await button(page, 'Undo').click()
  await page.getByLabel('Grow to', { exact: true }).selectOption('64')
  await button(page, 'Grow').click()
  expect(await branchNames(page)).toHaveLength(3)
  expect(await sizesOf(page)).toEqual(['8', '64'])
})

test('another algorithm replays the same commands as a branch of its own', async () => {
  const page = await open({ scenario: 'lostBucket' })
  await button(page, 'Last').click()
  await page.getByLabel('Algorithm', { exact: true }).selectOption('dictScan2018')
  expect(await notice(page).innerText()).toContain('under the new setting, as branch B')
  expect(await momentOf(page)).toBe(await lengthOf(page))
  await expectPromise(page, 'kept')
  await branches(page).selectOption({ index: 0 })
  await goTo(page, await lengthOf(page))
  await expectPromise(page, 'broken')
})

async function expectPromise(page: Page, word: string): Promise<void> {
  expect(await page.locator('.promise .verdict').innerText()).toBe(word)
}

test('Add keys and Delete keys change the table by what was named', async () => {
  const page = await open({ scenario: 'atRest' })
  const chip = (key: string) => page.locator('.stage-picture .chip title', { hasText: key })
  await button(page, 'Add keys').click()
  await page.getByLabel('Keys, one per line').fill('plum\npear\nplum\nfig')
  const dialog = page.getByRole('dialog', { name: 'Add keys' })
  expect(await dialog.innerText()).toContain('Written more than once, taken once: 1')
  expect(await dialog.innerText()).toContain('In the dict already, left as they are: 1')
  await dialog.getByRole('button', { name: 'Add 2', exact: true }).click()
  expect([await chip('plum').count(), await chip('pear').count()]).toEqual([1, 1])
  if (await dialog.isVisible()) await page.keyboard.press('Escape')
  await button(page, 'Delete keys').click()
  const marks = page.getByRole('dialog', { name: 'Delete keys' })
  await marks.getByLabel('plum', { exact: true }).check()
  await marks.getByRole('button', { name: 'Delete 1', exact: true }).click()
  // The deleted key stands struck out at the moment of its going.
  await button(page, 'Next call').click()
  expect([await chip('plum').count(), await chip('pear').count()]).toEqual([0, 1])
})

test('Start it afresh forgets what was made, and undo brings it back', async () => {
  const page = await open({ scenario: 'atRest' })
  await goTo(page, 9)
  await button(page, 'Grow').click()
  await button(page, 'Start it afresh').click()
  expect(await momentOf(page)).toBe(0)
  expect(await branches(page).count()).toBe(0)
  await button(page, 'Undo').click()
  expect(await branchNames(page)).toEqual(['A', 'B'])
})
