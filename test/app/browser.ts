import type { Bar } from '../../src/app/address.ts'

interface Entry {
  readonly url: string
  readonly mark: unknown
}

/** A browser with a history, and its back and forward buttons. */
export function createBrowser(url = '') {
  let entries: readonly Entry[] = [{ url, mark: null }]
  let place = 0
  let moved = () => {}
  const bar: Bar = {
    read: () => {
      const { url: shown = '', mark = null } = entries[place] ?? {}
      const [search = '', hash] = shown.split('#')
      return { search, hash: hash === undefined ? '' : `#${hash}`, mark }
    },
    push: (next, mark) => {
      place += 1
      entries = [...entries.slice(0, place), { url: next, mark }]
    },
    note: (mark, url) => {
      entries = entries.map((entry, index) =>
        index === place ? { url: url ?? entry.url, mark } : entry,
      )
    },
    onMove: (callback) => {
      moved = callback
    },
  }
  const go = (to: number) => {
    place = to
    moved()
  }
  return {
    bar,
    urls: () => entries.map((entry) => entry.url),
    back: () => {
      go(place - 1)
    },
    forward: () => {
      go(place + 1)
    },
    /** Another fragment is typed into the bar, or a link inside the page is followed. */
    type: (next: string) => {
      bar.push(next, null)
      moved()
    },
  }
}
