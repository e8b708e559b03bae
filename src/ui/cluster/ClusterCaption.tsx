import { eventAt, isClusterTrace, stateAt } from '../../trace/index.ts'
import { usePlayer } from '../context.ts'
import { useCaption } from '../panels/Caption.tsx'

/** The sentence of this moment, over the picture; red when keys are lost at the end of a scan. */
export function ClusterCaption() {
  const { title, text } = useCaption()
  const broken = usePlayer(
    ({ trace, moment }) =>
      isClusterTrace(trace) &&
      eventAt(trace, moment)?.event.kind === 'client.stopped' &&
      (stateAt(trace, moment).ledger.missed ?? []).length > 0,
  )
  return (
    <p className={broken ? 'caption is-broken' : 'caption'}>
      <strong>{title}</strong> {text}
    </p>
  )
}
