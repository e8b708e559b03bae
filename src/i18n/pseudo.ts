import { changeTexts } from './say.ts'

/** How much longer a text may become in another language. */
const GROWTH = 0.3

/**
 * A text in the pseudo-language, `?lang=pseudo`: what comes from a catalog stands in brackets and is
 * longer. So what stands outside them is hard-coded, and what has no room shows itself.
 */
export function pseudo(text: string): string {
  const more = Math.ceil(text.length * GROWTH)
  return text === '' ? '' : `⟦${text}${' ~~~~'.repeat(Math.ceil(more / 5)).slice(0, more)}⟧`
}

/** Shows the page in the pseudo-language. */
export function speakPseudo(): void {
  changeTexts(pseudo)
}
