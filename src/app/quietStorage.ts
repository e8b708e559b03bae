import { createJSONStorage } from 'zustand/middleware'
import type { TextStorage } from './storage.ts'

/**
 * Storage for what may be lost without harm: what is broken reads as nothing, what finds no room is
 * not stored.
 */
export const quietly = <T>(storage: TextStorage) =>
  createJSONStorage<T>(() => ({
    getItem: (name) => {
      try {
        const text = storage.getItem(name)
        if (text !== null) JSON.parse(text)
        return text
      } catch {
        return null
      }
    },
    setItem: (name, text) => {
      try {
        storage.setItem(name, text)
      } catch {
        // It is kept as long as the page is open.
      }
    },
    removeItem: (name) => {
      storage.removeItem(name)
    },
  }))
