import { useState } from 'react'
import { placeOf } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { digitsFor, power, share } from '../../view/decode/amounts.ts'
import { sizeRows, type SizeRow } from '../../view/decode/sizeRows.ts'
import { useText } from '../context.ts'

/** A table that all 64 bits of a cursor would name. */
const LARGEST = 64

interface Props {
  /** A cursor of one table. */
  readonly cursor: bigint
  readonly walkSize: bigint | null
  readonly onPoint: (exponent: number | null) => void
}

/** What tables of each size make of the cursor: the bucket that is read, the next cursor. */
export function SizeTable({ cursor, walkSize, onPoint }: Props) {
  const text = useText()
  const [all, setAll] = useState(false)
  const rows = sizeRows(cursor, placeOf(cursor), walkSize, all)
  const isWhole = rows.at(-1)?.exponent === LARGEST
  return (
    <section className="panel size-table">
      <div className="panel-head">
        <h2>{m.decodeSizes({}, text)}</h2>
        {(all || !isWhole) && (
          <button
            type="button"
            className="quiet"
            aria-pressed={all}
            onClick={() => {
              setAll(!all)
            }}
          >
            {all ? m.decodeSizesLess({}, text) : m.decodeSizesMore({}, text)}
          </button>
        )}
      </div>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={m.decodeSizes({}, text)}>
        <table
          onPointerLeave={() => {
            onPoint(null)
          }}
        >
          <thead>
            <tr>
              <th scope="col">{m.decodeColumnTable({}, text)}</th>
              <th scope="col">{m.decodeColumnBucket({}, text)}</th>
              <th scope="col">{m.decodeColumnNext({}, text)}</th>
              <th scope="col">{m.decodeColumnAfter({}, text)}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.exponent}
                className={row.fits ? 'fits' : 'too-small'}
                onPointerEnter={() => {
                  onPoint(row.exponent)
                }}
              >
                <th scope="row">{power(row.exponent, text.locale)}</th>
                <td>{String(row.bucket)}</td>
                <td>{String(row.next)}</td>
                <td>{share(row.to, text.locale, digitsFor(row.exponent))}</td>
                <td className="note">
                  <Note row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Note({ row }: { readonly row: SizeRow }) {
  const text = useText()
  if (!row.fits) {
    return m.decodeSizeCannot(
      { percent: share(Math.max(row.again, Number.MIN_VALUE), text.locale) },
      text,
    )
  }
  if (row.isWalk) return m.decodeSizeWalk({}, text)
  return row.isLeast ? m.decodeSizeLeast({}, text) : null
}
