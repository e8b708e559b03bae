import { act } from '@testing-library/react'
import { expect, test } from 'vitest'
import { KEY_STATES } from '../../src/ui/stateName.ts'
import { Caption } from '../../src/ui/panels/Caption.tsx'
import { Legend } from '../../src/ui/panels/Legend.tsx'
import { PromiseBox } from '../../src/ui/panels/Promise.tsx'
import { ChipView } from '../../src/ui/stage/ChipView.tsx'
import type { KeyState } from '../../src/view/picture.ts'
import { show } from './show.tsx'

const textOf = (container: HTMLElement, selector: string): string =>
  container.querySelector(selector)?.textContent.replace(/[\u2068\u2069]/g, '') ?? ''

test('the caption begins with the story of the scenario and then tells each event', () => {
  const { container, player } = show(<Caption />)
  expect(textOf(container, '.caption')).toContain('Eight buckets, eight keys')
  act(() => {
    player.getState().step('micro', 1)
  })
  expect(textOf(container, '.caption strong')).toBe('Call 1')
  expect(textOf(container, '.caption')).toContain('The client sends cursor 0')
})

test('the caption speaks the language of the page', () => {
  const { container, preferences } = show(<Caption />, { language: 'zh' })
  const chinese = textOf(container, '.caption')
  act(() => {
    preferences.setState({ locale: 'en' })
  })
  expect(chinese).toMatch(/\p{Script=Han}/u)
  expect(textOf(container, '.caption')).not.toMatch(/\p{Script=Han}/u)
})

test('the caption is marked where a call returns and has passed over keys', () => {
  const { container, player } = show(<Caption />, { scenario: 'lostBucket' })
  expect(container.querySelector('.is-broken')).toBeNull()
  act(() => {
    player.getState().seek(player.getState().trace.length)
  })
  expect(container.querySelector('.caption.is-broken')).not.toBeNull()
  expect(textOf(container, '.caption')).toContain('Never returned: fig and grape')
})

test('the promise goes from idle over holding to kept', () => {
  const { container, player } = show(<PromiseBox />)
  expect(textOf(container, '.verdict').trim()).toBe('No scan has begun.')
  act(() => {
    player.getState().seek(9)
  })
  expect(textOf(container, '.promise.is-holds .verdict').trim()).toBe('holds so far')
  expect(textOf(container, '.promise')).toContain('1 of 8 returned')
  act(() => {
    player.getState().seek(player.getState().trace.length)
  })
  expect(textOf(container, '.promise.is-kept .verdict').trim()).toBe('kept')
  expect(textOf(container, '.promise')).toContain('8 of 8 returned')
})

test('a broken promise names the keys, and those that came twice are named too', () => {
  const lost = show(<PromiseBox />, { scenario: 'lostBucket' })
  act(() => {
    lost.player.getState().seek(lost.player.getState().trace.length)
  })
  expect(textOf(lost.container, '.promise.is-broken .verdict').trim()).toBe('broken')
  expect(textOf(lost.container, '.missed-line')).toBe('fig and grape: never returned.')
  const twice = show(<PromiseBox />, { scenario: 'shrink16to4' })
  act(() => {
    twice.player.getState().seek(twice.player.getState().trace.length)
  })
  expect(textOf(twice.container, '.promise.is-kept')).toContain('Came twice: elder.')
})

function chip(state: KeyState, width = 60, dot = false) {
  const { container } = show(
    <svg>
      <ChipView
        id={7}
        name="fig"
        state={state}
        returned={state === 'twice' ? 2 : 0}
        text={dot ? '' : 'fig'}
        width={width}
        height={22}
        dot={dot}
        register={() => undefined}
      />
    </svg>,
  )
  return container
}

const CHECK = 'M-3 0 L-1 2.5 L3.5 -2.5'
const GLYPHS: Readonly<Record<KeyState, string | null>> = {
  waiting: null,
  emitting: CHECK,
  returned: CHECK,
  twice: CHECK,
  dropped: 'M-3.5 -2.5 L3.5 -2.5 L0.8 0.5 L0.8 3.5 L-0.8 3.5 L-0.8 0.5 Z',
  missed: 'M-3 -3 L3 3 M3 -3 L-3 3',
  added: 'M-3.5 0 L3.5 0 M0 -3.5 L0 3.5',
  deleted: 'M-3.5 0 L3.5 0',
}

for (const state of KEY_STATES) {
  test(`a key that is ${state} has its own shape at every width`, () => {
    for (const [width, dot] of [
      [60, false],
      [30, false],
      [9, true],
    ] as const) {
      const container = chip(state, width, dot)
      const glyph = container.querySelector('.glyph')
      expect(glyph?.getAttribute('d') ?? null, `${width} pixels`).toBe(GLYPHS[state])
      expect(container.querySelector(`.chip.is-${state}`)?.getAttribute('data-name')).toBe('chip 7')
      expect(container.querySelector('.strike') !== null).toBe(state === 'deleted')
    }
  })
}

test('a key that came twice carries a badge with the count', () => {
  expect(textOf(chip('twice'), '.badge text')).toBe('×2')
  expect(chip('returned').querySelector('.badge')).toBeNull()
})

test('the legend names every state of a dict and draws it as on the stage', () => {
  const { container } = show(<Legend />)
  const items = [...container.querySelectorAll('.legend li')]
  // Only a server's reply drops keys.
  const states = KEY_STATES.filter((state) => state !== 'dropped')
  expect(items).toHaveLength(states.length)
  for (const [index, state] of states.entries()) {
    expect(items[index]?.querySelector(`.chip.is-${state} .glyph`)?.getAttribute('d') ?? null).toBe(
      GLYPHS[state],
    )
    expect(items[index]?.textContent.length).toBeGreaterThan(3)
  }
})
