import { useDeferredValue } from 'react'
import { storyIn } from '../../app/guests.ts'
import { captionAt } from '../../app/parts.ts'
import { storyOf } from '../../i18n/words.ts'
import { ledgerOf } from '../../view/ledger.ts'
import { readingAt, stageEventAt } from '../../view/reading.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'

/** The sentence of this moment. */
export function useCaption() {
  const { locale } = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const id = usePlayer((player) => player.scenarioId)
  return captionAt(trace, moment, locale, storyOf(storyIn(id), locale))
}

/** One plain sentence over the picture, and the same for a screen reader. */
export function Caption() {
  const { title, text } = useCaption()
  const broken = usePlayer(({ trace, moment }) => {
    const returned = stageEventAt(trace, moment)?.kind === 'scan.returned'
    return returned && ledgerOf(readingAt(trace, moment)).missed.length > 0
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
