import * as v from 'valibot'
import { createJSONStorage, persist } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { locales, type Locale } from '../i18n/index.ts'
import type { Order } from '../view/axis.ts'
import { storage } from './storage.ts'

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const
export const THEMES = ['auto', 'light', 'dark'] as const
export const MOTIONS = ['auto', 'full', 'reduced'] as const

export type Theme = (typeof THEMES)[number]
export type Motion = (typeof MOTIONS)[number]

/** What a person likes, whatever they look at. */
export interface Preferences {
  readonly locale: Locale
  readonly theme: Theme
  readonly motion: Motion
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

const defaults = (languages: readonly string[]): Preferences => ({
  locale: languages[0]?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en',
  theme: 'auto',
  motion: 'auto',
  order: 'scan',
  speed: 1,
  letters: true,
  allBits: false,
})

/** The preferences store; what was stored is read field by field, a bad field is forgotten. */
export const createPreferences = (languages: readonly string[]) =>
  createStore<Preferences>()(
    persist(() => defaults(languages), {
      name: 'scanscope.preferences',
      version: 1,
      storage: createJSONStorage(() => storage),
      merge: (stored, current) => ({ ...current, ...understood(stored) }),
    }),
  )

export type PreferencesStore = ReturnType<typeof createPreferences>
