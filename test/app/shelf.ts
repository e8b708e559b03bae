import type { TextStorage } from '../../src/app/storage.ts'

/** A storage like the browser's, whose room can be taken away. */
export interface Shelf extends TextStorage {
  readonly texts: Map<string, string>
  /** Characters that it holds at most; below 0 it throws at everything. */
  room: number
}

export function createShelf(room = 1_000_000): Shelf {
  const texts = new Map<string, string>()
  const used = (without: string) =>
    [...texts].reduce((sum, [name, text]) => sum + (name === without ? 0 : text.length), 0)
  const shelf: Shelf = {
    texts,
    room,
    getItem: (name) => {
      if (shelf.room < 0) throw new Error('closed')
      return texts.get(name) ?? null
    },
    setItem: (name, text) => {
      if (used(name) + text.length > shelf.room) throw new Error('full')
      texts.set(name, text)
    },
    removeItem: (name) => {
      if (shelf.room < 0) throw new Error('closed')
      texts.delete(name)
    },
  }
  return shelf
}
