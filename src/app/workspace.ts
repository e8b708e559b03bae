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

/** What the user made of a scenario before. Broken work is set aside, not thrown away. */
export function loadHistory(storage: TextStorage, id: ScenarioId): Loaded {
  const text = storage.getItem(nameOf(id))
  if (text === null) return { kind: 'none' }
  const json = parseJson(text)
  const read = json.ok
    ? restoreHistory(json.data)
    : { ok: false as const, field: 'JSON', reason: 'is damaged' }
  if (read.ok) return { kind: 'loaded', history: read.value }
  try {
    storage.setItem(brokenNameOf(id), text)
    storage.removeItem(nameOf(id))
  } catch {
    // No room for a second copy: the broken text stays where it is until the next edit.
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
