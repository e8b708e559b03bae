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
import type { Notice } from './notice.ts'
import { beside } from './otherTabs.ts'
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
export function readHistory(text: string, machine: Scenario['machine']): Parsed<History> {
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

/**
 * Saves; when the storage is full, undo is given up before the branches are. The text that is
 * stored now; null: not saved.
 */
export function storeHistory(storage: TextStorage, id: string, history: History): string | null {
  for (const attempt of [history, { ...history, past: [], future: [] }]) {
    const text = JSON.stringify(saveHistory(attempt))
    try {
      storage.setItem(nameOf(id), text)
      if (isGuest(id)) keepGuest(storage, id)
      return text
    } catch {
      // The next one is shorter; after the last one the old text stays.
    }
  }
  return null
}

/** What this tab knows of a stored work: its text, and the history that was shown of it. */
export interface Seen {
  readonly text: string | null
  readonly history: History
}

export interface Kept {
  /** What is seen from now on; null: not saved. */
  readonly seen: Seen | null
  /** What there is to say about another tab. */
  readonly notice: Notice | null
}

/** Saves what nobody else has changed. */
export function keepAlone(storage: TextStorage, id: string, history: History): Kept {
  const text = storeHistory(storage, id, history)
  return { seen: text === null ? null : { text, history }, notice: null }
}

/** What another tab has stored since this one has looked; null when none has. */
function storedSince(storage: TextStorage, id: string, seen: Seen | undefined): string | null {
  const text = storedText(storage, id)
  return text === seen?.text ? null : text
}

/** Whether a save must wait for what joins the work of two tabs. */
export const mustJoin = (storage: TextStorage, id: string, seen: Seen | undefined): boolean =>
  beside() === undefined && storedSince(storage, id, seen) !== null

/** Whether nothing was made since: the playhead and the choice of a branch are no edits. */
const isSame = (one: History, other: History): boolean =>
  one.past === other.past &&
  one.future === other.future &&
  one.present.tree.branches === other.present.tree.branches

/**
 * Saves, beside other tabs that may have saved the same work since. Without the part that joins
 * both, theirs is set aside, unless nothing was made here.
 */
export function keepHistory(
  storage: TextStorage,
  id: string,
  history: History,
  seen: Seen | undefined,
): Kept {
  const text = storedSince(storage, id, seen)
  if (text === null) return keepAlone(storage, id, history)
  const idle = seen !== undefined && isSame(history, seen.history) ? { ...seen, history } : null
  const part = beside()
  if (part !== undefined) return part.keepBeside(storage, id, history, text, idle)
  if (idle !== null) return { seen: idle, notice: null }
  setAside(storage, id, text)
  const notice = { kind: 'otherAside', why: 'notLoaded', text } as const
  return { ...keepAlone(storage, id, history), notice }
}
