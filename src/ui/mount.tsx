import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createPlayer } from '../app/player.ts'
import { createPreferences } from '../app/preferences.ts'
import { storage } from '../app/storage.ts'
import { FIRST_SCENARIO, scenarioIds } from '../scenarios/index.ts'
import { App } from './App.tsx'
import { StoresContext } from './context.ts'

/** Puts the page into an element. `?scenario=` names a ready scenario. */
export function mount(element: HTMLElement): void {
  const wanted = new URLSearchParams(window.location.search).get('scenario')
  const scenario = scenarioIds.find((id) => id === wanted) ?? FIRST_SCENARIO
  const stores = {
    player: createPlayer({ storage, scenario }),
    preferences: createPreferences(navigator.languages),
  }
  window.addEventListener('pagehide', () => {
    stores.player.getState().save()
  })
  createRoot(element).render(
    <StrictMode>
      <StoresContext value={stores}>
        <App />
      </StoresContext>
    </StrictMode>,
  )
}
