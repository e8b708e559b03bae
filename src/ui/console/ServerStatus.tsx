import { memo } from 'react'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated, number, perLocale } from '../../i18n/words.ts'
import type { ConsoleState } from '../../machines/client.ts'
import { placeShown } from '../../machines/turn.ts'
import { encodingOf, nameOf, sizeOf } from '../../server/index.ts'
import { stateAt } from '../../trace/index.ts'
import { useText } from '../context.ts'
import { useCalmServer, type ServerShown } from './useServer.ts'

/** What is on the stage, what time it is, and whether a child holds the tables. */
export const ServerStatus = () => <Status {...useCalmServer()} />

function shownText(state: ConsoleState, locale: Locale): string {
  const { server } = state
  const place = placeShown(state)
  const value = place.dict === 'value' ? server.values.get(place.key) : undefined
  if (place.dict !== 'value' || value === undefined || value.type === 'string') {
    return m.conShowsKeyspace({ keys: number(server.values.size, locale) }, { locale })
  }
  const params = { key: isolated(nameOf(place.key)), encoding: encodingOf(value) }
  return m.conShowsValue({ ...params, count: number(sizeOf(value), locale) }, { locale })
}

const tenths = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)

const Status = memo(function Status({ trace, moment }: ServerShown) {
  const text = useText()
  const state = stateAt(trace, moment)
  const seconds = tenths(text.locale).format((state.server.now - trace.config.now) / 1000)
  return (
    <p className="server-status">
      <span>{m.conOnStage({}, text)}</span>
      <b>{shownText(state, text.locale)}</b>
      {state.server.child && <b className="child-saves">{m.conChildSaves({}, text)}</b>}
      <span className="clock">{m.conClock({ seconds }, text)}</span>
    </p>
  )
})
