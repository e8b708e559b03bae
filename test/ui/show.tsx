import { cleanup, configure, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, vi } from 'vitest'
import { createAddress, type Bar } from '../../src/app/address.ts'
import { createPlayer } from '../../src/app/player.ts'
import { createPreferences } from '../../src/app/preferences.ts'
import type { TextStorage } from '../../src/app/storage.ts'
import { scenarios, type ScenarioId } from '../../src/scenarios/index.ts'
import { StoresContext } from '../../src/ui/context.ts'

/** A storage that forgets when the test is over. */
function shelf(): TextStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => {
      kept.set(name, value)
    },
    removeItem: (name) => {
      kept.delete(name)
    },
  }
}

/** What jsdom lacks: a media query never holds, sizes are never told. */
function standIns(): void {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
}

// Parts are loaded on demand, and a busy machine takes its time.
configure({ asyncUtilTimeout: 30_000 })

afterEach(() => {
  cleanup()
  localStorage.clear()
  vi.unstubAllGlobals()
})

/** An address bar that nobody else sees. */
const bar: Bar = {
  read: () => ({ search: '', hash: '', mark: null }),
  push: () => {},
  note: () => {},
  onMove: () => {},
}

export interface Shown {
  readonly scenario?: ScenarioId
  readonly language?: 'en' | 'zh'
  readonly storage?: TextStorage
}

/** Renders a part of the page over a player of its own. */
export function show(
  part: ReactNode,
  { scenario = 'atRest', language = 'en', storage }: Shown = {},
) {
  standIns()
  const address = createAddress(bar)
  const player = createPlayer({
    storage: storage ?? shelf(),
    id: scenario,
    scenario: scenarios[scenario],
  })
  const preferences = createPreferences([language])
  const view = render(
    <StoresContext value={{ address, player, preferences }}>{part}</StoresContext>,
  )
  return { ...view, player, preferences }
}
