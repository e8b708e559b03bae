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

const schema = v.partial(
  v.object({
    locale: v.picklist(locales),
    theme: v.picklist(THEMES),
    motion: v.picklist(MOTIONS),
    order: v.picklist(['scan', 'index']),
    speed: v.picklist(SPEEDS),
    letters: v.boolean(),
    allBits: v.boolean(),
  }),
)

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
      merge: (stored, current) => {
        const read = v.safeParse(schema, stored)
        return read.success ? ({ ...current, ...read.output } as Preferences) : current
      },
    }),
  )

export type PreferencesStore = ReturnType<typeof createPreferences>
