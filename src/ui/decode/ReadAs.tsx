import { useMemo } from 'react'
import { walksOneTable, type Decoded } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { useText } from '../context.ts'
import { useDecoding, useDecodingStore } from './useDecoding.ts'

const CHOICES = ['auto', 'table', 'cluster'] as const

/** Whether a paste holds numbers that can be either: SCAN's, or from nobody knows where. */
const hasLayouts = ({ paste, meanings, numbers }: Decoded): boolean =>
  meanings.every(({ kind }) => kind !== 'clusterScan') &&
  paste.found.some((found, at) => !walksOneTable(found) && (numbers[at] ?? 0n) !== 0n)

/** How the bits of SCAN's cursors are taken. */
export function ReadAs({ decoded }: { readonly decoded: Decoded }) {
  const text = useText()
  const store = useDecodingStore()
  const wanted = useDecoding((state) => state.wanted)
  const names = {
    auto: m.decodeAuto({}, text),
    table: m.decodeAsTable({}, text),
    cluster: m.decodeAsCluster({}, text),
  }
  const isShown = useMemo(() => hasLayouts(decoded), [decoded])
  if (!isShown) return null
  return (
    <div className="read-as" role="group" aria-label={m.decodeReadAs({}, text)}>
      <span className="muted">{m.decodeReadAs({}, text)}</span>
      <span className="segmented">
        {CHOICES.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={wanted === choice}
            title={choice === 'cluster' ? m.decodeAsClusterHint({}, text) : undefined}
            onClick={() => {
              store.getState().readAs(choice)
            }}
          >
            {names[choice]}
          </button>
        ))}
      </span>
      {wanted === 'auto' && (
        <span className="fine">
          {decoded.layout === 'cluster'
            ? m.decodeFitsCluster({}, text)
            : m.decodeFitsTable({}, text)}
        </span>
      )}
    </div>
  )
}
