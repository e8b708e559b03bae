import {
  currentBranch,
  restoreHistory,
  saveHistory,
  type History,
  type Parsed,
  type Refusal,
  type Scenario,
  type Tree,
} from '../trace/index.ts'
import { refused } from '../trace/shapes.ts'
import { isGuest, keepGuest } from './guests.ts'
import type { TextStorage } from './storage.ts'

const nameOf = (id: string) => `scanscope.history.${id}`
const brokenNameOf = (id: string) => `scanscope.broken.${id}`

export type Loaded =
  | { readonly kind: 'none' }
  | { readonly kind: 'loaded'; readonly history: History; readonly text: string }
  | ({ readonly kind: 'broken'; readonly text: string } & Refusal)

function parseJson(text: string): { readonly ok: boolean; readonly data: unknown } {
  try {
    return { ok: true, data: JSON.parse(text) }
  } catch {
    return { ok: false, data: null }
  }
}

function storedText(storage: TextStorage, id: string): string | null {
  try {
    return storage.getItem(nameOf(id))
  } catch {
    return null
  }
}

/** Keeps what cannot be opened under another name. */
export function setAside(storage: TextStorage, id: string, text: string): void {
  try {
    // Out before in: a full storage has no room for two copies.
    storage.removeItem(nameOf(id))
    storage.setItem(brokenNameOf(id), text)
  } catch {
    // The storage takes nothing; the text is still told, to be downloaded.
  }
}

/** A history in a text, which must be the work on this machine. */
function readHistory(text: string, machine: Scenario['machine']): Parsed<History> {
  const json = parseJson(text)
  if (!json.ok) return refused('JSON', { kind: 'damaged' })
  const read = restoreHistory(json.data)
  const fits = read.ok && currentBranch(read.value.present.tree).scenario.machine === machine
  return fits || !read.ok ? read : refused('machine', { kind: 'oneOf', names: [machine] })
}

/** What the user made of a scenario before. Broken work is set aside, not thrown away. */
export function loadHistory(
  storage: TextStorage,
  id: string,
  machine: Scenario['machine'],
): Loaded {
  const text = storedText(storage, id)
  if (text === null) return { kind: 'none' }
  const read = readHistory(text, machine)
  if (read.ok) return { kind: 'loaded', history: read.value, text }
  setAside(storage, id, text)
  return { kind: 'broken', field: read.field, reason: read.reason, text }
}

/** The work stored under a name, of whatever machine; null when there is none that can be read. */
export function storedHistory(storage: TextStorage, id: string): History | null {
  const text = storedText(storage, id)
  const json = text === null ? null : parseJson(text)
  const read = json?.ok === true ? restoreHistory(json.data) : null
  return read?.ok === true ? read.value : null
}

/** Whether nothing was made of a work: its branches are as they came. */
export function isUntouched({ past, present, future }: History, { branches }: Tree): boolean {
  const own = present.tree.branches
  if (past.length > 0 || future.length > 0) return false
  return own === branches || JSON.stringify(own) === JSON.stringify(branches)
}

/** Saves; when the storage is full, undo is given up before the branches are. False: not saved. */
export function storeHistory(storage: TextStorage, id: string, history: History): boolean {
  const attempts: History[] = [history, { ...history, past: [], future: [] }]
  return attempts.some((attempt) => {
    try {
      storage.setItem(nameOf(id), JSON.stringify(saveHistory(attempt)))
      if (isGuest(id)) keepGuest(storage, id)
      return true
    } catch {
      return false
    }
  })
}
