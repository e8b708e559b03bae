import { useDeferredValue } from 'react'
import { scenarioText } from '../../i18n/words.ts'
import { eventAt, stateAt } from '../../trace/index.ts'
import { ledgerOf } from '../../view/ledger.ts'
import { narrate } from '../../view/narrate.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'

/** The sentence of this moment. */
export function useCaption() {
  const { locale } = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const story = scenarioText[usePlayer((player) => player.scenarioId)].story
  return narrate(trace, moment, locale, story(locale))
}

/** One plain sentence over the picture, and the same for a screen reader. */
export function Caption() {
  const { title, text } = useCaption()
  const broken = usePlayer(({ trace, moment }) => {
    const returned = eventAt(trace, moment)?.event.kind === 'scan.returned'
    return returned && ledgerOf(stateAt(trace, moment), trace.config.algorithm).missed.length > 0
  })
  return (
    <p className={broken ? 'caption is-broken' : 'caption'}>
      <strong>{title}</strong> {text}
    </p>
  )
}

/** Speaks each moment; while playing fast only the ends of calls. */
export function Speech() {
  const { title, text } = useCaption()
  const playing = usePlayer((player) => player.playing)
  const speed = usePreferences((preferences) => preferences.speed)
  const ended = usePlayer(({ trace, moment }) =>
    trace.steps.some(({ start, events }) => start + events.length === moment),
  )
  const spoken = useDeferredValue(`${title}. ${text}`)
  const quiet = playing && speed > 1 && !ended
  return (
    <p className="visually-hidden" aria-live="polite">
      {quiet ? '' : spoken}
    </p>
  )
}
