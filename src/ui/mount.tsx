import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { browserBar, createAddress } from '../app/address.ts'
import { createPlayer } from '../app/player.ts'
import { createPreferences } from '../app/preferences.ts'
import { storage } from '../app/storage.ts'
import { FIRST_SCENARIO, scenarioIds } from '../scenarios/index.ts'
import { StoresContext } from './context.ts'
import { Shell } from './Shell.tsx'

/** Puts the page into an element. `?scenario=` names a ready scenario. */
export function mount(element: HTMLElement): void {
  const address = createAddress(browserBar)
  const wanted = address.getState().query.get('scenario')
  const scenario = scenarioIds.find((id) => id === wanted) ?? FIRST_SCENARIO
  const stores = {
    address,
    player: createPlayer({ storage, scenario }),
    preferences: createPreferences(navigator.languages),
  }
  window.addEventListener('pagehide', () => {
    stores.player.getState().save()
  })
  createRoot(element).render(
    <StrictMode>
      <StoresContext value={stores}>
        <Shell />
      </StoresContext>
    </StrictMode>,
  )
}
