import { useMemo, useState } from 'react'
import {
  clusteredOf,
  placeOf,
  sizeOfWalk,
  walksOneTable,
  type Decoded,
  type Layout,
  type Meaning,
} from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { answer, oddities, otherAnswer, partsOf, traits } from '../../view/decode/answer.ts'
import { tableCursor } from '../../view/decode/bits.ts'
import { useText } from '../context.ts'
import { CursorBits } from './CursorBits.tsx'
import { RulerPicture } from './RulerPicture.tsx'
import { SizeTable } from './SizeTable.tsx'
import { Verdict } from './Verdict.tsx'

interface Props {
  readonly decoded: Decoded
  readonly at: number
  /** A cursor of the paste that is pointed at, or null. */
  readonly hovered: number | null
}

/** Everything about one cursor. */
export function CursorCard({ decoded, at, hovered }: Props) {
  const text = useText()
  const meaning = decoded.meanings[at]
  if (meaning === undefined) return null
  const value = decoded.numbers[at] ?? null
  const scan = decoded.scans[decoded.scanOf[at] ?? -1]
  const isKeyed = walksOneTable(decoded.paste.found[at])
  const layout = scan?.layout ?? (isKeyed ? 'table' : decoded.layout)
  return (
    <section className="cursor-card" aria-label={m.decodeResult({}, text)}>
      <Answer
        meaning={meaning}
        value={value}
        layout={layout}
        isEnd={scan?.endedAt === at}
        isKeyed={isKeyed}
      />
      {meaning.kind === 'number' && <Verdict meaning={meaning} />}
      {value !== null && (
        <Instrument
          value={value}
          layout={layout}
          isLocal={meaning.kind === 'clusterScan'}
          decoded={decoded}
          at={at}
          hovered={hovered}
        />
      )}
    </section>
  )
}

interface AnswerProps {
  readonly meaning: Meaning
  readonly value: bigint | null
  readonly layout: Layout
  readonly isEnd: boolean
  /** SSCAN, HSCAN and ZSCAN: never a slot. */
  readonly isKeyed: boolean
}

function Answer({ meaning, value, layout, isEnd, isKeyed }: AnswerProps) {
  const text = useText()
  if (meaning.kind === 'glide') {
    return (
      <div className="answer">
        {meaning.finished ? (
          <p>{m.decodeGlideFinished({}, text)}</p>
        ) : (
          <>
            <p>{m.decodeGlide({}, text)}</p>
            <p>{m.decodeGlideUse({}, text)}</p>
          </>
        )}
      </div>
    )
  }
  const odd = meaning.kind === 'number' ? oddities(meaning, text.locale) : []
  if (value === null) return <Sentences of={odd} />
  const striking = traits(value, layout, text.locale)
  const isTold = meaning.kind === 'clusterScan'
  return (
    <div className="answer">
      {isTold && <Parts meaning={meaning} />}
      {[...odd, ...answer(value, layout, isEnd, text.locale)].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {striking.map((sentence) => (
        <p key={sentence} className="striking">
          {sentence}
        </p>
      ))}
      {!isTold && !isKeyed && value !== 0n && (
        <p className="fine">{otherAnswer(value, layout, text.locale)}</p>
      )}
    </div>
  )
}

/** Why the words are no cursor. */
const Sentences = ({ of }: { readonly of: readonly string[] }) => (
  <div className="answer">
    {of.map((sentence) => (
      <p key={sentence}>{sentence}</p>
    ))}
  </div>
)

function Parts({ meaning }: { readonly meaning: Meaning & { readonly kind: 'clusterScan' } }) {
  const text = useText()
  return (
    <>
      <p>{m.decodeClusterScan({}, text)}</p>
      <dl className="parts">
        {partsOf(meaning, text.locale).map(({ name, words, says }) => (
          <div key={name}>
            <dt>
              {name} <code>{words}</code>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

interface InstrumentProps extends Props {
  readonly value: bigint
  readonly layout: Layout
  /** The paste names the slot beside the cursor, not in its bits. */
  readonly isLocal: boolean
}

/** The cursors of the scan that walk the same table: all, or those of the same slot. */
function useNeighbours({ decoded, at, value, layout }: InstrumentProps) {
  const scan = decoded.scans[decoded.scanOf[at] ?? -1]
  const slot = layout === 'cluster' ? clusteredOf(value).slot : null
  return useMemo(() => {
    const stops = scan?.stops ?? []
    const near =
      slot === null ? stops : stops.filter((stop) => clusteredOf(stop.value).slot === slot)
    return near.map((stop) => tableCursor(stop.value, slot === null ? 'table' : 'cluster'))
  }, [scan, slot])
}

function Instrument(props: InstrumentProps) {
  const { value, layout, decoded, hovered } = props
  const text = useText()
  const [lit, setLit] = useState<number | null>(null)
  const neighbours = useNeighbours(props)
  const marks = useMemo(() => neighbours.map(placeOf), [neighbours])
  const walkSize = useMemo(() => sizeOfWalk(neighbours), [neighbours])
  const cursor = tableCursor(value, layout)
  const pointed = hovered === null ? null : (decoded.numbers[hovered] ?? null)
  const isNear =
    pointed !== null &&
    decoded.scanOf[hovered ?? -1] === decoded.scanOf[props.at] &&
    (layout === 'table' || clusteredOf(pointed).slot === clusteredOf(value).slot)
  return (
    <>
      {props.isLocal ? (
        <CursorBits cursor={cursor} layout="table" />
      ) : (
        <CursorBits cursor={value} layout={layout} />
      )}
      <RulerPicture
        cursor={cursor}
        label={
          layout === 'table'
            ? m.decodeRuler({}, text)
            : m.decodeSlotRuler({ slot: clusteredOf(value).slot }, text)
        }
        marks={marks}
        hovered={isNear ? placeOf(tableCursor(pointed, layout)) : null}
        lit={lit}
      />
      {cursor !== 0n && <SizeTable cursor={cursor} walkSize={walkSize} onPoint={setLit} />}
    </>
  )
}
