import type { Locale } from '../i18n/index.ts'
import { scenarioIds, type ScenarioId } from '../scenarios/index.ts'
import { SCREENS, type Screen } from './address.ts'
import {
  PALETTES,
  SPEEDS,
  THEMES,
  type Palette,
  type Preferences,
  type Theme,
} from './preferences.ts'

/** The parts of Explore that share one place on a narrow screen. */
export const PANELS = ['explain', 'controls', 'steps', 'code', 'replies'] as const
export type Panel = (typeof PANELS)[number]

/** Whether keys act on the picture while it has the focus. A frame can leave all to its host. */
export const KEYS = ['focus', 'off'] as const
export type Keys = (typeof KEYS)[number]

/** Whether a frame asks its reader before each call. */
export const PREDICTS = ['off', 'on'] as const

/** What a value must be: a whole number not below `least`, or one of these names. */
export type Want =
  | { readonly kind: 'number'; readonly least: number; readonly most?: number }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'known' }

interface Reader<T> {
  readonly read: (text: string) => T | undefined
  readonly want: Want
}

const MOST_DIGITS = 9

const whole = (least: number): Reader<number> => ({
  read: (text) => {
    const good = /^\d+$/.test(text) && text.length <= MOST_DIGITS && Number(text) >= least
    return good ? Number(text) : undefined
  },
  want: { kind: 'number', least },
})

const oneOf = <const Name extends string>(names: readonly Name[]): Reader<Name> => ({
  read: (text) => names.find((name) => name === text),
  want: { kind: 'names', names },
})

/** A language tag: its first part decides, `zh-CN` is `zh`. The pseudo-language is made of English. */
const language: Reader<Locale> = {
  read: (text) =>
    text === 'pseudo'
      ? 'en'
      : (['en', 'zh'] as const).find((locale) => locale === text.split('-')[0]),
  want: { kind: 'names', names: ['en', 'zh-CN'] },
}

const readers: Readonly<{
  screen: Reader<Screen>
  scenario: Reader<ScenarioId>
  branch: Reader<number>
  moment: Reader<number>
  call: Reader<number>
  order: Reader<'scan' | 'index'>
  theme: Reader<Theme>
  lang: Reader<Locale>
  panel: Reader<Panel>
  speed: Reader<number>
  palette: Reader<Palette>
  keys: Reader<Keys>
  predict: Reader<(typeof PREDICTS)[number]>
}> = {
  screen: oneOf(SCREENS),
  scenario: {
    read: (text) => scenarioIds.find((id) => id === text),
    want: { kind: 'known' },
  },
  branch: whole(1),
  moment: whole(0),
  call: whole(0),
  order: oneOf(['scan', 'index']),
  theme: oneOf(THEMES),
  lang: language,
  panel: oneOf(PANELS),
  speed: {
    read: (text) => SPEEDS.find((speed) => String(speed) === text),
    want: { kind: 'names', names: SPEEDS.map(String) },
  },
  palette: oneOf(PALETTES),
  keys: oneOf(KEYS),
  predict: oneOf(PREDICTS),
}

export type Name = keyof typeof readers

/** What a link asks for, by the names of its query. */
export type Wanted = {
  readonly [N in Name]?: Exclude<ReturnType<(typeof readers)[N]['read']>, undefined>
}

/** A value that could not be followed. */
export interface Unread {
  /** A strategy is a word of the Cluster screen, which reads it itself. */
  readonly name: Name | 'strategy'
  readonly value: string
  readonly want: Want
}

export interface ReadQuery {
  readonly wanted: Wanted
  readonly unread: readonly Unread[]
}

/** Reads the short state in a query. Unknown names are passed over. */
export function readQuery(query: { readonly get: (name: string) => string | null }): ReadQuery {
  const wanted: Record<string, unknown> = {}
  const unread: Unread[] = []
  for (const name of Object.keys(readers) as Name[]) {
    const value = query.get(name)
    if (value === null) continue
    const { read, want } = readers[name]
    const found = read(value)
    if (found === undefined) unread.push({ name, value, want })
    else wanted[name] = found
  }
  return { wanted, unread }
}

/** How the page shall look during this visit, as far as a link asks for it. */
export function looksWanted(query: Parameters<typeof readQuery>[0]): Partial<Preferences> {
  const { order, theme, lang, speed, palette } = readQuery(query).wanted
  return {
    ...(order !== undefined && { order }),
    ...(theme !== undefined && { theme }),
    ...(lang !== undefined && { locale: lang }),
    ...(speed !== undefined && { speed }),
    ...(palette !== undefined && { palette }),
  }
}
