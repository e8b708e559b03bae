import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { browserBar, createAddress } from '../app/address.ts'
import { createPlayer } from '../app/player.ts'
import { firstWork, follow } from '../app/opening.ts'
import { notePlace } from '../app/placeLeft.ts'
import { createPreferences } from '../app/preferences.ts'
import { storage } from '../app/storage.ts'
import { looksWanted } from '../app/wanted.ts'
import { StoresContext } from './context.ts'
import { Shell } from './Shell.tsx'

/** Puts the page into an element, as its URL says. */
export async function mount(element: HTMLElement): Promise<void> {
  const address = createAddress(browserBar)
  const first = address.getState()
  const player = createPlayer({ storage, ...(await firstWork(first, storage)) })
  const visit = looksWanted(first.query)
  const stores = { address, player, preferences: createPreferences(navigator.languages, visit) }
  follow(address, player, storage)
  window.addEventListener('pagehide', () => {
    player.getState().save()
    notePlace(player, storage)
  })
  createRoot(element).render(
    <StrictMode>
      <StoresContext value={stores}>
        <Shell />
      </StoresContext>
    </StrictMode>,
  )
}
