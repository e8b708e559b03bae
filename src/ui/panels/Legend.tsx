import { m } from '../../i18n/index.ts'
import { isClusterTrace, isServerTrace } from '../../trace/index.ts'
import { usePlayer, useText } from '../context.ts'
import { ChipView } from '../stage/ChipView.tsx'
import { KEY_STATES, stateName } from '../stateName.ts'

const unregistered = () => undefined

/** What the shapes of the keys say. */
export function Legend() {
  const text = useText()
  const drops = usePlayer(({ trace }) =>
    isClusterTrace(trace) ? trace.config.client.match !== undefined : isServerTrace(trace),
  )
  const states = KEY_STATES.filter((state) => drops || state !== 'dropped')
  return (
    <section className="panel">
      <h2>{m.legend({}, text)}</h2>
      <ul className="legend">
        {states.map((state) => (
          <li key={state}>
            <svg width="64" height="32" aria-hidden className="legend-chip">
              <g transform="translate(32 8)">
                <LegendChip state={state} />
              </g>
            </svg>
            {stateName(state, text.locale)}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function LegendChip({ state }: { readonly state: (typeof KEY_STATES)[number] }) {
  return (
    <g
      ref={(node) => {
        const box = node?.querySelector('.chip-box')
        box?.setAttribute('x', '-28')
        box?.setAttribute('width', '56')
        box?.setAttribute('height', '22')
      }}
    >
      <ChipView
        id={0}
        name="k"
        state={state}
        returned={state === 'twice' ? 2 : 0}
        text="k"
        width={56}
        height={22}
        dot={false}
        register={unregistered}
      />
    </g>
  )
}
