import { memo } from 'react'
import { captionAt } from '../../app/parts.ts'
import { positionAt } from '../../trace/index.ts'
import { ledgerOf } from '../../view/ledger.ts'
import { readingAt, stageEventAt } from '../../view/reading.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { useCalmMoment, type Shown } from '../dom/useCalmMoment.ts'
import { workStory } from '../workTitle.ts'

/** The sentence of this moment. */
export function useCaption() {
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  return useCaptionOf({ trace, moment })
}

function useCaptionOf({ trace, moment }: Shown) {
  const { locale } = useText()
  const id = usePlayer((player) => player.scenarioId)
  return captionAt(trace, moment, locale, workStory(id, locale))
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

/** Speaks each moment, after it is shown; while playing fast only the ends of calls. */
export const Speech = () => <Spoken {...useCalmMoment()} />

const Spoken = memo(function Spoken({ trace, moment }: Shown) {
  const { title, text } = useCaptionOf({ trace, moment })
  const playing = usePlayer((player) => player.playing)
  const speed = usePreferences((preferences) => preferences.speed)
  const { step, event } = positionAt(trace, moment)
  const ended = event === trace.steps[step]?.events.length
  const quiet = playing && speed > 1 && !ended
  return (
    <p className="visually-hidden" aria-live="polite">
      {quiet ? '' : `${title}. ${text}`}
    </p>
  )
})
