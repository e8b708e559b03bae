import type { ScenarioId } from '../scenarios/index.ts'
import { restoreHistory, saveHistory, type History } from '../trace/index.ts'
import type { TextStorage } from './storage.ts'

const nameOf = (id: ScenarioId) => `scanscope.history.${id}`
const brokenNameOf = (id: ScenarioId) => `scanscope.broken.${id}`

export type Loaded =
  | { readonly kind: 'none' }
  | { readonly kind: 'loaded'; readonly history: History }
  | {
      readonly kind: 'broken'
      readonly field: string
      readonly reason: string
      readonly text: string
    }

function parseJson(text: string): { readonly ok: boolean; readonly data: unknown } {
  try {
    return { ok: true, data: JSON.parse(text) }
  } catch {
    return { ok: false, data: null }
  }
}

function storedText(storage: TextStorage, id: ScenarioId): string | null {
  try {
    return storage.getItem(nameOf(id))
  } catch {
    return null
  }
}

/** What the user made of a scenario before. Broken work is set aside, not thrown away. */
export function loadHistory(storage: TextStorage, id: ScenarioId): Loaded {
  const text = storedText(storage, id)
  if (text === null) return { kind: 'none' }
  const json = parseJson(text)
  const read = json.ok
    ? restoreHistory(json.data)
    : { ok: false as const, field: 'JSON', reason: 'is damaged' }
  if (read.ok) return { kind: 'loaded', history: read.value }
  try {
    // Out before in: a full storage has no room for two copies.
    storage.removeItem(nameOf(id))
    storage.setItem(brokenNameOf(id), text)
  } catch {
    // The storage takes nothing; the text is still told, to be downloaded.
  }
  return { kind: 'broken', field: read.field, reason: read.reason, text }
}

/** Saves; when the storage is full, undo is given up before the branches are. False: not saved. */
export function storeHistory(storage: TextStorage, id: ScenarioId, history: History): boolean {
  const attempts: History[] = [history, { ...history, past: [], future: [] }]
  return attempts.some((attempt) => {
    try {
      storage.setItem(nameOf(id), JSON.stringify(saveHistory(attempt)))
      return true
    } catch {
      return false
    }
  })
}
