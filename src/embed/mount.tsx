import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { browserBar, createAddress, type Address } from '../app/address.ts'
import { browserFrames } from '../app/clock.ts'
import { firstWork } from '../app/opening.ts'
import { createPlayer } from '../app/player.ts'
import type { Work } from '../app/playerState.ts'
import { createPreferences } from '../app/preferences.ts'
import { createMemory, type TextStorage } from '../app/storage.ts'
import { looksWanted, readQuery } from '../app/wanted.ts'
import { prepareTexts } from '../i18n/prepare.ts'
import { StoresContext } from '../ui/context.ts'
import { perform } from './commands.ts'
import { Embed } from './Embed.tsx'
import { createSwitchboard, listenForHost } from './frame.ts'
import { createManners } from './manners.ts'
import { sizeNow, tellHost } from './telling.ts'

/** Milliseconds after which a frame that is not painted counts as shown. */
const UNSEEN = 250

/** Two frames: React has drawn, the browser has painted. A hidden frame is not waited for. */
const shown = () =>
  new Promise<void>((done) => {
    const timer = window.setTimeout(done, UNSEEN)
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        window.clearTimeout(timer)
        done()
      })
    })
  })

/** The work of a frame: one of a cluster says so by its screen, as the page's link does. */
async function workOf(address: Address, storage: TextStorage): Promise<Work> {
  const anyWork = () => firstWork({ ...address, screen: 'explore' }, storage)
  if (address.screen !== 'cluster') return anyWork()
  try {
    const { clusterAt } = await import('../app/cluster.ts')
    return await clusterAt(address, storage)
  } catch {
    return { ...(await anyWork()), notice: { kind: 'notLoaded' } }
  }
}

/**
 * Puts the page into somebody's frame: it stores nothing, and the host may talk to it through the
 * protocol.
 */
export async function mountEmbed(element: HTMLElement): Promise<void> {
  const storage = createMemory()
  const address = createAddress(browserBar)
  const { query } = address.getState()
  const preferences = createPreferences(navigator.languages, looksWanted(query), storage)
  const manners = createManners(readQuery(query).wanted)
  await prepareTexts(preferences.getState().locale, query.get('lang'))
  const work = await workOf(address.getState(), storage)
  const player = createPlayer({ storage, ...work })
  const controlled = { player, preferences, manners, shown }
  const board = createSwitchboard((request) => perform(controlled, request), browserFrames.now)
  createRoot(element).render(
    <StrictMode>
      <StoresContext value={{ address, player, preferences }}>
        <Embed
          manners={manners}
          onPredicted={(prediction) => {
            board.tell('predict', prediction)
          }}
        />
      </StoresContext>
    </StrictMode>,
  )
  await shown()
  listenForHost(board, () => ({ protocols: [1], ...sizeNow() }), browserFrames.now)
  tellHost({ player, manners }, board)
}
