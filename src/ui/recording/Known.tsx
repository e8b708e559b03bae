import { useMemo } from 'react'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import type { Telling } from '../../recording/index.ts'
import { MOST_CHIPS, recordingPictureOf, type Basis } from '../../view/recording/picture.ts'
import { useText } from '../context.ts'
import { LegendChip } from '../panels/Legend.tsx'
import { stateName } from '../stateName.ts'
import { useRecording } from './store.ts'
import { whyText } from './words.ts'

function useBasisText(basis: Basis): string {
  const text = useText()
  switch (basis) {
    case 'replayed':
      return m.recBasisReplayed({}, text)
    case 'inferred':
      return m.recBasisInferred({}, text)
    case 'none':
      return m.recBasisNone({}, text)
  }
}

/** What the picture rests on, and why not on more. */
export function Known() {
  const telling = useRecording((state) => state.telling)
  return telling === null ? null : <KnownBox telling={telling} />
}

function KnownBox({ telling }: { readonly telling: Telling }) {
  const text = useText()
  const moment = useRecording((state) => state.moment)
  const { basis, crowded } = useMemo(() => recordingPictureOf(telling, moment), [telling, moment])
  const basisText = useBasisText(basis)
  const why =
    telling.states !== null
      ? null
      : telling.notComparable === null
        ? m.recWhyOther({}, text)
        : whyText(telling.notComparable, text.locale)
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{m.recKnown({}, text)}</h2>
      </div>
      <div className={`promise is-${basis === 'replayed' ? 'kept' : 'idle'}`}>
        <p>{basisText}</p>
        {why !== null && <p className="fine">{why}</p>}
        {telling.calls.some(({ slots }) => slots) && <p className="fine">{m.recSlots({}, text)}</p>}
        {crowded && (
          <p className="fine">{m.recCrowded({ count: number(MOST_CHIPS, text.locale) }, text)}</p>
        )}
      </div>
    </section>
  )
}

const OF_CURSORS = ['returned', 'emitting', 'twice'] as const
const OF_TABLES = ['waiting', 'emitting', 'returned', 'twice', 'missed', 'added'] as const

/** The signs of the picture in words. */
export function RecordingLegend() {
  const text = useText()
  const isReplayed = useRecording(({ telling }) => telling !== null && telling.states !== null)
  return (
    <section className="panel">
      <h2>{m.legend({}, text)}</h2>
      <ul className="legend">
        {(isReplayed ? OF_TABLES : OF_CURSORS).map((state) => (
          <li key={state}>
            <svg width="64" height="32" aria-hidden className="legend-chip">
              <g transform="translate(32 8)">
                <LegendChip state={state} />
              </g>
            </svg>
            {stateName(state, text.locale)}
          </li>
        ))}
        <LegendCell look="is-read-inCall" name={m.recLegendRead({}, text)} />
        {!isReplayed && <LegendCell look="is-inferred" name={m.recLegendInferred({}, text)} />}
      </ul>
    </section>
  )
}

function LegendCell({ look, name }: { readonly look: string; readonly name: string }) {
  return (
    <li>
      <svg width="64" height="32" aria-hidden className="of-0">
        <g className={`cell ${look}`}>
          <rect className="cell-box" x={4} y={6} width={56} height={22} rx={4} />
        </g>
      </svg>
      {name}
    </li>
  )
}
