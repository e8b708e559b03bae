import * as v from 'valibot'
import { createJSONStorage, persist } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { locales, type Locale } from '../i18n/index.ts'
import type { Order } from '../view/axis.ts'
import { storage, type TextStorage } from './storage.ts'

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const
export const THEMES = ['auto', 'light', 'dark'] as const
export const MOTIONS = ['auto', 'full', 'reduced'] as const
/** `mono` tells tables and states apart without hue, for paper. */
export const PALETTES = ['colour', 'mono'] as const

export type Theme = (typeof THEMES)[number]
export type Motion = (typeof MOTIONS)[number]
export type Palette = (typeof PALETTES)[number]

/** What a person likes, whatever they look at. */
export interface Preferences {
  readonly locale: Locale
  readonly theme: Theme
  readonly motion: Motion
  readonly palette: Palette
  readonly order: Order
  readonly speed: number
  readonly letters: boolean
  readonly allBits: boolean
}

const oneOf = <const T extends readonly (string | number | boolean)[]>(values: T) =>
  v.fallback(v.optional(v.union(values.map((value) => v.literal(value)))), undefined)

const schema = v.object({
  locale: oneOf(locales),
  theme: oneOf(THEMES),
  motion: oneOf(MOTIONS),
  palette: oneOf(PALETTES),
  order: oneOf(['scan', 'index']),
  speed: oneOf(SPEEDS),
  letters: oneOf([true, false]),
  allBits: oneOf([true, false]),
})

/** What was stored, without the fields that it lacks or that are not understood. */
function understood(stored: unknown): Partial<Preferences> {
  const read = v.safeParse(schema, stored)
  const known = Object.entries(read.success ? read.output : {})
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}

/** The first of the browser's languages that the page has: not always the very first. */
function spoken(languages: readonly string[]): Locale {
  const known = languages.map((tag) =>
    locales.find((one) => tag.toLowerCase().split('-')[0] === one),
  )
  return known.find((locale) => locale !== undefined) ?? 'en'
}

const defaults = (languages: readonly string[]): Preferences => ({
  locale: spoken(languages),
  theme: 'auto',
  motion: 'auto',
  palette: 'colour',
  order: 'scan',
  speed: 1,
  letters: true,
  allBits: false,
})

/** The values of `changed` that are still those of a visit. */
const untouched = (visit: Partial<Preferences>, changed: Preferences): Partial<Preferences> =>
  Object.fromEntries(
    Object.entries(visit).filter(([name, value]) => changed[name as keyof Preferences] === value),
  )

/**
 * The preferences store; what was stored is read field by field, a bad field is forgotten. What a
 * link asks for holds for this visit: it is stored only once the reader has chosen it anew.
 */
export const createPreferences = (
  languages: readonly string[],
  visit: Partial<Preferences> = {},
  shelf: TextStorage = storage,
) => {
  let lent = visit
  let own = defaults(languages)
  return createStore<Preferences>()(
    persist(() => ({ ...own, ...visit }), {
      name: 'scanscope.preferences',
      version: 1,
      storage: createJSONStorage(() => shelf),
      partialize: (state) => {
        lent = untouched(lent, state)
        const kept = Object.keys(lent).map((name) => [name, own[name as keyof Preferences]])
        return { ...state, ...(Object.fromEntries(kept) as Partial<Preferences>) }
      },
      merge: (stored, current) => {
        own = { ...own, ...understood(stored) }
        return { ...current, ...understood(stored), ...visit }
      },
    }),
  )
}

export type PreferencesStore = ReturnType<typeof createPreferences>
