import { createStore } from 'zustand/vanilla'

/** The screens of the page, in the order of the navigation; the first is shown without a name. */
export const SCREENS = ['explore'] as const
export type Screen = (typeof SCREENS)[number]

/** Where the page is, as its URL says: `?screen=...`, what the screen reads, and the fragment. */
export interface Address {
  readonly screen: Screen
  readonly query: URLSearchParams
  readonly fragment: string
}

interface AddressActions {
  /** Goes to another place; back returns. */
  readonly go: (screen: Screen, query?: Readonly<Record<string, string>>) => void
}

/** The URL as text, without its origin and path. */
export interface Bar {
  readonly read: () => { readonly search: string; readonly hash: string }
  /** Puts a URL into the bar as a new entry of the browser's history. */
  readonly push: (url: string) => void
  /** Calls back when back or forward were pressed. */
  readonly onMove: (moved: () => void) => void
}

function addressIn({ search, hash }: { readonly search: string; readonly hash: string }): Address {
  const query = new URLSearchParams(search)
  const screen = SCREENS.find((name) => name === query.get('screen')) ?? SCREENS[0]
  return { screen, query, fragment: hash.replace(/^#/, '') }
}

/** The link to a screen: it works in a new window, too. */
export function linkTo(screen: Screen, query: Readonly<Record<string, string>> = {}): string {
  const all = new URLSearchParams(screen === SCREENS[0] ? query : { screen, ...query })
  return `?${String(all)}`
}

/** The store of the address; the bar is the browser's. */
export const createAddress = (bar: Bar) =>
  createStore<Address & AddressActions>()((set) => {
    bar.onMove(() => {
      set(addressIn(bar.read()))
    })
    return {
      ...addressIn(bar.read()),
      go: (screen, query) => {
        const url = linkTo(screen, query)
        bar.push(url)
        set(addressIn({ search: url, hash: '' }))
      },
    }
  })

export type AddressStore = ReturnType<typeof createAddress>

/** The browser's address bar. In a sandboxed frame the history throws; then the bar stays as it is. */
export const browserBar: Bar = {
  read: () => window.location,
  push: (url) => {
    try {
      window.history.pushState(null, '', url)
    } catch {
      // The screen changes all the same.
    }
  },
  onMove: (moved) => {
    window.addEventListener('popstate', moved)
  },
}
