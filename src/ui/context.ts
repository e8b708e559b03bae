import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Address, AddressStore } from '../app/address.ts'
import type { Player, PlayerStore } from '../app/playerState.ts'
import type { Preferences, PreferencesStore } from '../app/preferences.ts'
import type { Panel } from '../app/wanted.ts'
import type { Locale } from '../i18n/index.ts'
import { isClusterTrace } from '../trace/index.ts'

export interface Stores {
  readonly address: AddressStore
  readonly player: PlayerStore
  readonly preferences: PreferencesStore
}

export const StoresContext = createContext<Stores | null>(null)

/** The part that a narrow screen shows besides the picture. */
export const PanelContext = createContext<Panel>('explain')

export function useStores(): Stores {
  const stores = useContext(StoresContext)
  if (stores === null) throw new Error('no stores: mount under StoresContext')
  return stores
}

export const useAddress = <T>(select: (address: Address) => T): T =>
  useStore(useStores().address, select)

export const usePlayer = <T>(select: (player: Player) => T): T =>
  useStore(useStores().player, select)

export const usePreferences = <T>(select: (preferences: Preferences) => T): T =>
  useStore(useStores().preferences, select)

/** The language to pass to a message: `m.step({}, t)`. */
export function useText(): { readonly locale: Locale } {
  const locale = usePreferences((preferences) => preferences.locale)
  return texts[locale]
}

const texts = { en: { locale: 'en' }, zh: { locale: 'zh' } } as const

/** Whether the work is of a cluster, which has a stage of its own. */
export const useOfCluster = (): boolean => usePlayer(({ trace }) => isClusterTrace(trace))
