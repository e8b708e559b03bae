import { ExternalLink } from 'lucide-react'
import { useMemo } from 'react'
import { scanAlgorithms } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import { listingAt } from '../../view/listing.ts'
import { usePlayer, useText } from '../context.ts'
import { lightCells } from './light.ts'

/** The running algorithm, its current line and the live values in it. */
export function CodePanel() {
  const text = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const lines = useMemo(() => listingAt(trace, moment), [trace, moment])
  const { source } = scanAlgorithms[trace.config.algorithm]
  return (
    <section className="panel">
      <h2>{m.rulePanel({}, text)}</h2>
      <ol className="listing" translate="no">
        {lines.map((line) => (
          <li
            key={line.id}
            data-line={line.id}
            data-cells={line.cells.join(' ')}
            className={line.current ? 'is-current' : line.calling ? 'is-calling' : ''}
            aria-current={line.current ? 'step' : undefined}
            onPointerEnter={() => {
              lightCells(line.cells)
            }}
            onPointerLeave={() => {
              lightCells([])
            }}
          >
            <code style={{ paddingInlineStart: `${line.indent * 1.1}em` }}>{line.text}</code>
            <output>{line.value}</output>
          </li>
        ))}
      </ol>
      <p className="fine">
        {m.ruleWords({}, text)}
        {source !== null && (
          <>
            {' · '}
            <a href={source} target="_blank" rel="noreferrer">
              {m.ruleSource({}, text)} <ExternalLink size={12} aria-hidden />
            </a>
          </>
        )}
      </p>
    </section>
  )
}
