import type { Locale } from './index.ts'
import { later } from './say.ts'

/** Loads the texts of a language, if they are not there. Rejects when they cannot be fetched. */
export async function loadTexts(locale: Locale): Promise<void> {
  if (locale === 'zh') later.zh ??= (await import('./paraglide/areas/first.zh.js')).texts
}

/**
 * Loads what the first texts need; `wanted` is the language that the URL names. What cannot be
 * fetched is said in English.
 */
export async function prepareTexts(locale: Locale, wanted: string | null): Promise<void> {
  if (wanted === 'pseudo') (await import('./pseudo.ts')).speakPseudo()
  await loadTexts(locale).catch(() => undefined)
}
