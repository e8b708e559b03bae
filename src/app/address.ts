import { createStore } from 'zustand/vanilla'

/** The screens of the page, in the order of the navigation; the first is shown without a name. */
export const SCREENS = ['explore', 'lessons', 'cluster', 'recording', 'decode'] as const
export type Screen = (typeof SCREENS)[number]

/** Where the page is, as its URL says: `?screen=...`, what the screen reads, and the fragment. */
export interface Address {
  readonly screen: Screen
  readonly query: URLSearchParams
  readonly fragment: string
  /** What was written on this entry of the history when it was shown; null at the first time. */
  readonly mark: unknown
  /** Grows when another place is shown. */
  readonly turn: number
}

interface AddressActions {
  /** Goes to another place; back returns. `mark` is written on its entry. */
  readonly go: (screen: Screen, query?: Readonly<Record<string, string>>, mark?: unknown) => void
  /** Writes something on this entry of the history, to be found after a reload and on return. */
  readonly note: (mark: unknown) => void
  /** Begins or ends present mode. That is no other place: back does not return to it. */
  readonly present: (on: boolean) => void
}

/** The URL as text, without its origin and path. */
export interface Bar {
  readonly read: () => { readonly search: string; readonly hash: string; readonly mark: unknown }
  /** Puts a URL into the bar as a new entry of the browser's history. */
  readonly push: (url: string, mark: unknown) => void
  /** Writes on the present entry, and puts another URL into the bar if there is one. */
  readonly note: (mark: unknown, url?: string) => void
  /** Calls back when back or forward were pressed. */
  readonly onMove: (moved: () => void) => void
}

function addressIn({ search, hash, mark }: ReturnType<Bar['read']>, turn: number): Address {
  const query = new URLSearchParams(search)
  const screen = SCREENS.find((name) => name === query.get('screen')) ?? SCREENS[0]
  return { screen, query, fragment: hash.replace(/^#/, ''), mark, turn }
}

const PRESENT = 'present'

/** Whether the page is shown to an audience: big type and no panels. */
export const isPresenting = ({ query }: Pick<Address, 'query'>): boolean => query.has(PRESENT)

/** The link to a screen: it works in a new window, too. */
export function linkTo(screen: Screen, query: Readonly<Record<string, string>> = {}): string {
  const all = new URLSearchParams(screen === SCREENS[0] ? query : { screen, ...query })
  return `?${String(all)}`
}

/** The store of the address; the bar is the browser's. */
export const createAddress = (bar: Bar) =>
  createStore<Address & AddressActions>()((set, get) => {
    bar.onMove(() => {
      set(addressIn(bar.read(), get().turn + 1))
    })
    return {
      ...addressIn(bar.read(), 0),
      go: (screen, query, mark = null) => {
        const url = linkTo(screen, isPresenting(get()) ? { ...query, [PRESENT]: '' } : query)
        bar.push(url, mark)
        set(addressIn({ search: url, hash: '', mark }, get().turn + 1))
      },
      note: (mark) => {
        bar.note(mark)
        set({ mark })
      },
      present: (on) => {
        const { query: before, fragment, mark } = get()
        const query = new URLSearchParams(before)
        if (on) query.set(PRESENT, '')
        else query.delete(PRESENT)
        bar.note(mark, `?${String(query)}${fragment === '' ? '' : `#${fragment}`}`)
        set({ query })
      },
    }
  })

export type AddressStore = ReturnType<typeof createAddress>

/** The browser's address bar. In a sandboxed frame the history throws; then the bar stays as it is. */
export const browserBar: Bar = {
  read: () => {
    const { search, hash } = window.location
    return { search, hash, mark: window.history.state as unknown }
  },
  push: (url, mark) => {
    try {
      window.history.pushState(mark, '', url)
    } catch {
      // The screen changes all the same.
    }
  },
  note: (mark, url) => {
    try {
      window.history.replaceState(mark, '', url)
    } catch {
      // Then a reload follows the link again.
    }
  },
  onMove: (moved) => {
    window.addEventListener('popstate', moved)
  },
}
