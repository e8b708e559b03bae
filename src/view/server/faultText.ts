import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { LIMITS } from '../../trace/index.ts'
import type { Fault } from './typing.ts'

/** What redis-cli says itself, in every language. */
const CLI_WORDS = {
  invalid: 'Invalid argument(s)',
  repeat: 'Invalid redis-cli repeat command option value.',
} as const

/** What is wrong with a line and how it is mended: a sentence each. */
export function faultText(fault: Fault, locale: Locale): readonly string[] {
  const text = { locale }
  const count = (value: number) => number(value, locale)
  switch (fault.why) {
    case 'invalid':
      return [CLI_WORDS.invalid, m.conInvalidHow({}, text)]
    case 'lineLong':
      return [m.conLineLong({ most: count(LIMITS.line), count: count(fault.count) }, text)]
    case 'wordLong': {
      const params = { most: count(LIMITS.keyBytes), nth: fault.nth, count: count(fault.count) }
      return [m.conWordLong(params, text)]
    }
    case 'wordsMany':
      return [m.conWordsMany({ most: count(LIMITS.words), count: count(fault.count) }, text)]
    case 'repeat':
      return [CLI_WORDS.repeat, m.conRepeatHow({ most: count(LIMITS.commands) }, text)]
  }
}
