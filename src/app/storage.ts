/** What storage must offer; localStorage does, when the browser allows it. */
export interface TextStorage {
  getItem: (name: string) => string | null
  /** Throws when full. */
  setItem: (name: string, value: string) => void
  removeItem: (name: string) => void
}

/** A storage that forgets when the page is closed. */
export function createMemory(): TextStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => {
      kept.set(name, value)
    },
    removeItem: (name) => {
      kept.delete(name)
    },
  }
}

/** Some browsers have no localStorage, in a sandboxed frame its getter throws: then memory must do. */
function openStorage(): TextStorage {
  try {
    const { localStorage }: { readonly localStorage?: TextStorage | null } = globalThis
    return localStorage ?? createMemory()
  } catch {
    return createMemory()
  }
}

export const storage: TextStorage = openStorage()
