import { ExternalLink } from 'lucide-react'
import { memo, useMemo } from 'react'
import { scanAlgorithms } from '../../engine/index.ts'
import { m } from '../../i18n/index.ts'
import { listingAt } from '../../view/listing.ts'
import { readingAt } from '../../view/reading.ts'
import { useText } from '../context.ts'
import { useCalmMoment, type Shown } from '../dom/useCalmMoment.ts'
import { lightCells } from './light.ts'

/** The running algorithm, its current line and the live values in it. */
export const CodePanel = () => <Listing {...useCalmMoment()} />

const Listing = memo(function Listing({ trace, moment }: Shown) {
  const text = useText()
  const lines = useMemo(() => listingAt(trace, moment), [trace, moment])
  const { source } = scanAlgorithms[readingAt(trace, moment).algorithm]
  return (
    <section className="panel">
      <h2>{m.rulePanel({}, text)}</h2>
      <ol className="listing" translate="no">
        {lines.map(({ id, text: words, indent, value, current, calling, cells }) => (
          <CodeLine
            key={id}
            id={id}
            words={words}
            indent={indent}
            value={value}
            look={current ? 'is-current' : calling ? 'is-calling' : ''}
            cells={cells.join(' ')}
          />
        ))}
      </ol>
      <p className="fine">
        {m.ruleWords({}, text)}
        {source !== null && <Source address={source} />}
      </p>
    </section>
  )
})

const Source = memo(function Source({ address }: { readonly address: string }) {
  const text = useText()
  return (
    <>
      {' · '}
      <a href={address} target="_blank" rel="noreferrer">
        {m.ruleSource({}, text)} <ExternalLink size={12} aria-hidden />
      </a>
    </>
  )
})

interface CodeLineProps {
  readonly id: string
  readonly words: string
  readonly indent: number
  readonly value: string
  readonly look: string
  /** Ids of the cells it has read, with spaces between. */
  readonly cells: string
}

const CodeLine = memo(function CodeLine(props: CodeLineProps) {
  const { id, words, indent, value, look, cells } = props
  return (
    <li
      data-line={id}
      data-cells={cells}
      className={look}
      aria-current={look === 'is-current' ? 'step' : undefined}
      onPointerEnter={() => {
        lightCells(cells.split(' ').filter(Boolean))
      }}
      onPointerLeave={() => {
        lightCells([])
      }}
    >
      <code style={{ paddingInlineStart: `${indent * 1.1}em` }}>{words}</code>
      <output>{value}</output>
    </li>
  )
})
