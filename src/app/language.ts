import { loadTexts } from '../i18n/prepare.ts'
import type { Locale } from '../i18n/index.ts'
import type { PreferencesStore } from './preferences.ts'

let asked: Locale | null = null

/** Speaks another language as soon as its texts are there; the last wish counts. */
export async function speak(preferences: PreferencesStore, locale: Locale): Promise<void> {
  asked = locale
  // What cannot be fetched is said in English, the rest in the language that was chosen.
  await loadTexts(locale).catch(() => undefined)
  if (asked === locale) preferences.setState({ locale })
}
