let change: ((text: string) => string) | undefined

/** From now on every text of the catalogs is changed before it is shown. */
export function changeTexts(to: (text: string) => string): void {
  change = to
}

/** Every compiled message goes through this. */
export const say = (text: string): string => (change === undefined ? text : change(text))

/** Compiled texts of one language, by area. */
export type Texts = Readonly<Record<string, readonly ((inputs: object) => string)[]>>

/**
 * Texts of the first load in other languages than the first, once they have been loaded; until
 * then English speaks. Screens that are loaded later bring all languages along.
 */
export const later: { zh?: Texts } = {}
