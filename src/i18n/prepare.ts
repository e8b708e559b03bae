/** Loads what the texts need before they are shown; `wanted` is the language that the URL names. */
export async function prepareTexts(wanted: string | null): Promise<void> {
  if (wanted === 'pseudo') (await import('./pseudo.ts')).speakPseudo()
}
