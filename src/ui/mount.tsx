import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { browserBar, createAddress } from '../app/address.ts'
import { loadBeside } from '../app/otherTabs.ts'
import { createPlayer } from '../app/player.ts'
import type { PlayerStore } from '../app/playerState.ts'
import { firstWork, follow } from '../app/opening.ts'
import { notePlace } from '../app/placeLeft.ts'
import { createPreferences } from '../app/preferences.ts'
import { createMemory, storage } from '../app/storage.ts'
import { looksWanted } from '../app/wanted.ts'
import { prepareTexts } from '../i18n/prepare.ts'
import { FIRST_SCENARIO, scenarios } from '../scenarios/index.ts'
import { StoresContext } from './context.ts'
import { Shell } from './Shell.tsx'
import { Waiting } from './Waiting.tsx'

/** Milliseconds of an empty page before it says that something is on the way. */
const PATIENCE = 200

/** Puts the page into an element, as its URL says. */
export async function mount(element: HTMLElement): Promise<void> {
  const address = createAddress(browserBar)
  const first = address.getState()
  const preferences = createPreferences(navigator.languages, looksWanted(first.query))
  const root = createRoot(element)
  const render = (player: PlayerStore, page: ReactNode) => {
    root.render(
      <StrictMode>
        <StoresContext value={{ address, player, preferences }}>{page}</StoresContext>
      </StrictMode>,
    )
  }
  const waiting = setTimeout(() => {
    const scenario = scenarios[FIRST_SCENARIO]
    const player = createPlayer({ storage: createMemory(), id: FIRST_SCENARIO, scenario })
    render(player, <Waiting />)
  }, PATIENCE)
  await prepareTexts(preferences.getState().locale, first.query.get('lang'))
  const work = await firstWork(first, storage)
  clearTimeout(waiting)
  const player = createPlayer({ storage, ...work })
  follow(address, player, storage)
  // Told when another tab has stored something.
  window.addEventListener('storage', () => void loadBeside())
  window.addEventListener('pagehide', () => {
    player.getState().save()
    notePlace(player, storage)
  })
  render(player, <Shell />)
}
