import { clusteredOf, type Layout } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { backwardsBits, cursorBits, tableCursor, type CursorBit } from '../../view/decode/bits.ts'
import { usePreferences, useStores, useText } from '../context.ts'

const BYTE = 8

/** The bits in bytes, so that long rows break between them. */
function bytesOf(bits: readonly CursorBit[]): readonly (readonly CursorBit[])[] {
  return Array.from({ length: bits.length / BYTE }, (_, nth) =>
    bits.slice(nth * BYTE, (nth + 1) * BYTE),
  )
}

/** The word as bits, and the bits of the table's cursor read backwards. */
export function CursorBits({
  cursor,
  layout,
}: {
  readonly cursor: bigint
  readonly layout: Layout
}) {
  const text = useText()
  const { preferences } = useStores()
  const allBits = usePreferences((state) => state.allBits)
  const bits = cursorBits(cursor, layout, allBits)
  const inTable = tableCursor(cursor, layout)
  return (
    <div className="cursor-bits">
      <span className="bits-label">{m.decodeBits({}, text)}</span>
      <span className="word" role="img" aria-label={bits.map(({ value }) => value).join('')}>
        {bits.length < 64 && (
          <span className="bits-fold" title={m.foldedBits({ count: 64 - bits.length }, text)}>
            …
          </span>
        )}
        {bytesOf(bits).map((byte, nth) => (
          <span className="byte" key={nth}>
            {byte.map(({ place, value, zone }) => (
              <span key={place} className={`bit in-${zone}`}>
                {value}
              </span>
            ))}
          </span>
        ))}
      </span>
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
      {layout === 'cluster' && (
        <>
          <span className="bits-label">{m.decodeSlotBits({}, text)}</span>
          <span className="slot-number">{clusteredOf(cursor).slot}</span>
        </>
      )}
      <span className="bits-label">{m.decodeBackwards({}, text)}</span>
      <code className="backwards">
        0.<b>{backwardsBits(inTable)}</b>
      </code>
    </div>
  )
}
