import { useEffect, useRef, useState } from 'react'
import { BACKGROUND_KEYS, runInBackground, type BackgroundAnswer } from '../../app/background.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { currentBranch, isClusterScenario } from '../../trace/index.ts'
import { useStores, useText } from '../context.ts'
import { Group, Reason } from '../controls/Field.tsx'

type State = { readonly kind: 'idle' } | BackgroundAnswer

/** The same scan over a hundred thousand keys, with its progress, and a way out. */
export function BackgroundRun() {
  const text = useText()
  const { player } = useStores()
  const [state, setState] = useState<State>({ kind: 'idle' })
  const cancel = useRef<(() => void) | null>(null)
  useEffect(
    () => () => {
      cancel.current?.()
    },
    [],
  )
  const running = state.kind === 'progress'
  const start = () => {
    const { scenario } = currentBranch(player.getState().history.present.tree)
    if (!isClusterScenario(scenario)) return
    setState({ kind: 'progress', calls: 0, returned: 0, owed: BACKGROUND_KEYS })
    cancel.current = runInBackground(scenario.config, scenario.commands, setState)
  }
  return (
    <Group title={m.clusterBackground({}, text)}>
      {running ? (
        <button
          type="button"
          onClick={() => {
            cancel.current?.()
            setState({ kind: 'idle' })
          }}
        >
          {m.clusterCancel({}, text)}
        </button>
      ) : (
        <button type="button" onClick={start}>
          {m.clusterRun({}, text)}
        </button>
      )}
      <div className="background-run" role="status">
        <Told state={state} />
      </div>
    </Group>
  )
}

function Told({ state }: { readonly state: State }) {
  const text = useText()
  const { locale } = text
  switch (state.kind) {
    case 'idle':
      return (
        <Reason>{m.clusterBackgroundNote({ keys: number(BACKGROUND_KEYS, locale) }, text)}</Reason>
      )
    case 'progress': {
      const done = number(state.returned, locale)
      const label = m.clusterRunning({ done, keys: number(BACKGROUND_KEYS, locale) }, text)
      return (
        <>
          <progress max={BACKGROUND_KEYS} value={state.returned} aria-label={label} />
          <p className="fine">{label}</p>
        </>
      )
    }
    case 'done': {
      const { calls, returned, missed, twice, ms, modelMs } = state
      return (
        <p className="fine">
          {m.clusterRan(
            {
              calls: number(calls, locale),
              keys: number(returned, locale),
              missed: number(missed, locale),
              twice: number(twice, locale),
              ms: number(Math.round(ms), locale),
              model: number(Math.round(modelMs), locale),
            },
            text,
          )}
        </p>
      )
    }
    case 'failed':
      return <p role="alert">{m.clusterRunFailed({}, text)}</p>
  }
}
