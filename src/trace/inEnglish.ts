import texts from '../i18n/messages/reasons.en.json'
import type { Reason, Refusal, Things } from './reason.ts'

type Key = `reason${Capitalize<Reason['kind']> | `Things${Capitalize<Things>}`}`

/** The text of the catalog; a kind without one does not compile. */
const textOf = (word: string): string => {
  const all: Readonly<Record<Key, string>> = texts
  return all[`reason${word}` as Key]
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const choice = new Intl.ListFormat('en', { type: 'disjunction' })

/** The values of a reason as they stand in its text. */
function valuesOf(reason: Reason): Readonly<Record<string, string>> {
  const values = Object.entries(reason).map(([name, value]): [string, string] => {
    if (name === 'things') return [name, textOf(`Things${capital(String(value))}`)]
    return [name, Array.isArray(value) ? choice.format(value.map(String)) : String(value)]
  })
  return Object.fromEntries(values)
}

/**
 * A refusal as an English sentence without its capital and its point, for those who have no page:
 * users of the library, hosts of a frame. The texts are the page's own: a catalog is data and
 * brings nothing of the page along.
 */
export function inEnglish({ field, reason }: Refusal): string {
  const values = valuesOf(reason)
  const text = textOf(capital(reason.kind))
  return `${field} ${text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')}`
}
