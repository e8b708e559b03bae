import { memo, useMemo } from 'react'
import { scanAlgorithms, type CursorOp } from '../../engine/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { masksAt } from '../../view/listing.ts'
import { readingAt } from '../../view/reading.ts'
import { workedRows, type WorkedRow } from '../../view/register.ts'
import type { Registers } from '../../machines/index.ts'
import { sharedBy } from './Register.tsx'
import { usePreferences, useStores, useText } from '../context.ts'
import { useCalmMoment, type Shown } from '../dom/useCalmMoment.ts'

function label(op: CursorOp | null, text: { locale: Locale }): string {
  switch (op) {
    case null:
      return m.opStart({}, text)
    case 'setUnmasked':
      return m.opSetUnmasked({}, text)
    case 'reverse':
      return m.opReverse({}, text)
    case 'increment':
      return m.opIncrement({}, text)
    case 'mirrorBack':
      return m.opMirrorBack({}, text)
    case 'countUp':
      return m.opCountUp({}, text)
  }
}

function note(row: WorkedRow, from: number, text: { locale: Locale }): string {
  const value = row.bits.reduce((sum, { value: bit, place }) => sum + bit * 2 ** place, 0)
  switch (row.op) {
    case null:
      return m.opStartNote({ cursor: from }, text)
    case 'setUnmasked':
      return m.opSetUnmaskedNote({}, text)
    case 'reverse':
      return m.opReverseNote({}, text)
    case 'increment':
      return m.opIncrementNote({}, text)
    case 'mirrorBack':
      return m.opMirrorBackNote({ cursor: value }, text)
    case 'countUp':
      return m.opCountUpNote({ cursor: value }, text)
  }
}

/** The increment row by row: done rows full, the coming ones pale. */
export const Worked = () => <Increment {...useCalmMoment()} />

const Increment = memo(function Increment({ trace, moment }: Shown) {
  const text = useText()
  const { preferences } = useStores()
  const allBits = usePreferences((state) => state.allBits)
  const { rows, from } = useMemo(() => {
    const state = readingAt(trace, moment)
    const { m0, m1 } = masksAt(state)
    const { cursor, registers, status } = state.scan
    const resting: Registers = { v: cursor, m0, m1, op: null, from: cursor, mask: m1 }
    const now = status === 'inCall' && registers !== null ? registers : resting
    const counting = scanAlgorithms[state.algorithm].order === 'counting'
    return { rows: workedRows(now, false, counting), from: now.from }
  }, [trace, moment])
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{m.increment({}, text)}</h2>
        <button
          type="button"
          className="quiet"
          aria-pressed={allBits}
          onClick={() => {
            preferences.setState({ allBits: !allBits })
          }}
        >
          {m.allBits({}, text)}
        </button>
      </div>
      <ol className="worked">
        {rows.map((row, index) => (
          <Row key={index} row={row} from={from} locale={text.locale} />
        ))}
      </ol>
    </section>
  )
})

/** Beside wider rows there is no room for a note. */
const NOTED = 8

interface RowProps {
  readonly row: WorkedRow
  readonly from: number
  readonly locale: Locale
}

const sameRow = (a: WorkedRow, b: WorkedRow): boolean =>
  a.now === b.now &&
  a.done === b.done &&
  a.op === b.op &&
  a.bits.length === b.bits.length &&
  a.bits.every((bit, index) => {
    const other = b.bits[index]
    return bit.value === other?.value && bit.zone === other.zone && bit.changed === other.changed
  })

/** Most rows stay as they are from one step to the next. */
const Row = memo(RowLine, (before, after) => {
  const same = before.from === after.from && before.locale === after.locale
  return same && sameRow(before.row, after.row)
})

function RowLine({ row, from, locale }: RowProps) {
  const text = { locale }
  return (
    <li className={row.now ? 'is-now' : row.done ? '' : 'is-coming'}>
      <code>{label(row.op, text)}</code>
      <span className="bits-row apart small" style={sharedBy(row.bits)}>
        {row.bits.map((bit) => (
          <span
            key={bit.place}
            className={`bit in-${bit.zone}${bit.changed && row.done ? ' changed' : ''}`}
          >
            {row.done ? bit.value : '·'}
          </span>
        ))}
      </span>
      <span className="muted">
        {row.done && row.bits.length <= NOTED ? note(row, from, text) : ''}
      </span>
    </li>
  )
}
