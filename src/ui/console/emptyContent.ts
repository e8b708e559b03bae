import { m, type Locale } from '../../i18n/index.ts'
import { isolated, number } from '../../i18n/words.ts'
import { placeShown } from '../../machines/turn.ts'
import { encodingOf, nameOf, pairsOf, sizeOf } from '../../server/index.ts'
import { stateAt, type AnyTrace } from '../../trace/index.ts'
import { serverTraceOf } from './useServer.ts'

/** Elements shown of one piece of memory. */
const SHOWN = 80

/** What is in a dict that has no table, and the sentence about it. */
export interface EmptyContent {
  readonly names: readonly string[]
  /** Elements that are not among the names. */
  readonly more: number
  readonly sentence: string
}

/** A small collection, or nothing. */
export function emptyContent(trace: AnyTrace, moment: number, locale: Locale): EmptyContent {
  const state = stateAt(serverTraceOf({ trace }), moment)
  const place = placeShown(state)
  const value = place.dict === 'value' ? state.server.values.get(place.key) : undefined
  if (place.dict !== 'value' || value === undefined || value.type === 'string') {
    return { names: [], more: 0, sentence: m.stageNoTable({}, { locale }) }
  }
  const count = sizeOf(value)
  const params = {
    key: isolated(nameOf(place.key)),
    encoding: encodingOf(value),
    count: number(count, locale),
  }
  const names = pairsOf(value)
    .slice(0, SHOWN)
    .map(([member]) => nameOf(member))
  return { names, more: count - names.length, sentence: m.stageSmall(params, { locale }) }
}
