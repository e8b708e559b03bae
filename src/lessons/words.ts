import { isolated, keyList, numberList } from '../i18n/words.ts'
import type { Text } from './lesson.ts'

/** Keys inside a sentence. */
export const keys = (names: readonly string[], { locale }: Text): string => keyList(names, locale)

/** One key inside a sentence. */
export const key = isolated

/** Numbers one after the other, as the scan comes to them. */
export const path = (numbers: readonly number[]): string => numbers.join(' → ')

/** Numbers as a list of the language. */
export const numbers = (list: readonly number[], { locale }: Text): string =>
  numberList(list, locale)
