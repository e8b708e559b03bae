import { range } from 'd3'
import { useRef } from 'react'
import { placeOf } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { power, share } from '../../view/decode/amounts.ts'
import { marksPath } from '../../view/decode/curve.ts'
import { lensOf, type Lens, type LensRow } from '../../view/decode/lens.ts'
import { useText } from '../context.ts'
import { useSize } from '../dom/useSize.ts'

const NARROW = 520
const GUTTER = 96
const TOP = 26
const RULER = 16
const FUNNEL = 34
const ROW = 22
const GAP = 4
/** The size alone has room beside a narrow picture. */
const NARROW_GUTTER = 44
/** Half of the cursor's mark. */
const PAD = 8
/** A longer number leaves no room for a word behind it. */
const LONG_NAME = 5
/** Thinner cells are no cells to the eye. */
const THINNEST = 2.4
const FOOT = 30
/** Pixels of the percentage at the right end. */
const NOTE = 76
/** Pixels of a cell that has room for the bits of its bucket. */
const LABELLED = 34

interface Props {
  /** A cursor of one table. */
  readonly cursor: bigint
  readonly label: string
  /** Places of the other cursors of its scan. */
  readonly marks: Iterable<number>
  /** A place that is pointed at, or null. */
  readonly hovered: number | null
  /** The size that is pointed at, as an exponent, or null. */
  readonly lit: number | null
}

interface Frame {
  readonly left: number
  readonly width: number
  readonly lens: Lens
  readonly rowsY: number
  readonly isNarrow: boolean
}

/** The ruler with the cursor, and under it the cells of tables of several sizes as an icicle. */
export function RulerPicture({ cursor, label, marks, hovered, lit }: Props) {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const total = size?.width ?? 720
  const isNarrow = total < NARROW
  const left = isNarrow ? NARROW_GUTTER : GUTTER
  const width = Math.max(1, total - left - PAD)
  const whole = lensOf(cursor)
  const lens = { ...whole, rows: whole.rows.filter(({ cells }) => width / cells >= THINNEST) }
  const rowsY = TOP + RULER + (lens.window > 0 ? FUNNEL : GAP + 4)
  const frame: Frame = { left, width, lens, rowsY, isNarrow }
  const foot = rowsY + lens.rows.length * (ROW + GAP)
  const place = placeOf(cursor)
  const x = left + place * width
  const percent = share(place, text.locale)
  const noteX = x > total - NOTE ? x - 14 : total - PAD
  return (
    <div className="ruler-picture" ref={box}>
      <svg
        width={total}
        height={foot + FOOT}
        role="img"
        aria-label={m.decodePicture({ percent }, text)}
      >
        <Hatch />
        {!isNarrow && (
          <text className="gutter-label" x={0} y={TOP + 12}>
            {label}
          </text>
        )}
        <text className="ruler-note" x={noteX} y={14} textAnchor="end">
          {percent}
        </text>
        <rect className="ruler" x={left} y={TOP} width={width} height={RULER} rx={3} />
        {place > 0 && (
          <rect
            className="ruler-covered"
            x={left}
            y={TOP}
            width={place * width}
            height={RULER}
            rx={3}
          />
        )}
        <path className="ruler-marks" d={marksPath(marks, (at) => left + at * width, TOP + 4, 8)} />
        {lens.window > 0 && <Funnel {...frame} />}
        {lens.rows.map((row, nth) => (
          <Row
            key={row.exponent}
            row={row}
            nth={nth}
            cursor={cursor}
            isLit={row.exponent === lit}
            {...frame}
          />
        ))}
        {hovered !== null && (
          <path
            className="ruler-hovered"
            d={`M${left + hovered * width} ${TOP + RULER + 1}v${-RULER - 9}m-5 0h10`}
          />
        )}
        <CursorLine x={x} lensX={left + lens.x * width} foot={foot} cursor={cursor} {...frame} />
      </svg>
    </div>
  )
}

const Hatch = () => (
  <defs>
    <pattern
      id="decode-hatch"
      width={7}
      height={7}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect className="hatch-ground" width={7} height={7} />
      <line className="hatch-line" y2={7} />
    </pattern>
  </defs>
)

/** From the window on the ruler to the magnified rows. */
function Funnel({ left, width, lens, rowsY, isNarrow }: Frame) {
  const text = useText()
  const [from, to] = [left + lens.from * width, left + lens.to * width]
  const y = TOP + RULER
  const times = power(lens.window, text.locale)
  return (
    <g>
      <polygon
        className="funnel"
        points={`${from},${y} ${Math.max(to, from + 1)},${y} ${left + width},${rowsY - GAP} ${left},${rowsY - GAP}`}
      />
      <text className="gutter-label" x={0} y={y + FUNNEL / 2 + 4}>
        {isNarrow ? `×${times}` : m.decodeMagnified({ times }, text)}
      </text>
    </g>
  )
}

interface RowProps extends Frame {
  readonly row: LensRow
  readonly nth: number
  readonly cursor: bigint
  readonly isLit: boolean
}

function Row({ row, nth, cursor, isLit, left, width, lens, rowsY, isNarrow }: RowProps) {
  const text = useText()
  const y = rowsY + nth * (ROW + GAP)
  const cell = width / row.cells
  const litX = left + row.lit * cell
  const lines = range(1, row.cells)
    .map((at) => `M${Math.round((left + at * cell) * 10) / 10} ${y}v${ROW}`)
    .join('')
  const name = power(row.exponent, text.locale)
  const bits = (cursor & ((1n << BigInt(row.exponent)) - 1n))
    .toString(2)
    .padStart(row.exponent, '0')
  const again = row.fits ? 0 : lens.x * width - row.lit * cell
  const state = `${row.fits ? 'fits' : 'coarse'}${isLit ? ' is-lit' : ''}`
  return (
    <g className={`lens-row ${state}`}>
      <text className="gutter-label" x={0} y={y + 15}>
        {isNarrow || name.length > LONG_NAME ? name : m.decodeBuckets({ buckets: name }, text)}
      </text>
      <rect className="lens-box" x={left} y={y} width={width} height={ROW} rx={4} />
      <path className="lens-lines" d={lines} />
      <rect className="lens-cell" x={litX} y={y} width={cell} height={ROW} rx={3} />
      {again > 0 && (
        <rect className="lens-again" x={litX} y={y + 2} width={again} height={ROW - 4} rx={2} />
      )}
      {cell >= LABELLED && bits.length * 7.4 + 8 <= cell && again === 0 && (
        <text className="lens-bits" x={litX + cell / 2} y={y + 15} textAnchor="middle">
          {bits}
        </text>
      )}
    </g>
  )
}

interface LineProps extends Frame {
  readonly x: number
  readonly lensX: number
  readonly foot: number
  readonly cursor: bigint
}

/** The cursor as one line through the ruler and the rows. */
function CursorLine({ x, lensX, foot, cursor, left, width, lens, rowsY }: LineProps) {
  const text = useText()
  const tag = m.cursorTag({ cursor: String(cursor) }, text)
  const tagWidth = tag.length * 7.6 + 20
  const tagX = Math.max(0, Math.min(lensX - tagWidth / 2, left + width - tagWidth))
  return (
    <g className="cursor">
      <path d={`M${x - 7} ${TOP - 13}h14l-7 11z`} />
      <path
        className="cursor-way"
        d={`M${x} ${TOP}V${TOP + RULER}${lens.window > 0 ? `L${lensX} ${rowsY - GAP}` : ''}V${foot + 4}`}
      />
      <rect x={tagX} y={foot + 4} width={tagWidth} height={20} rx={10} />
      <text x={tagX + tagWidth / 2} y={foot + 18} textAnchor="middle">
        {tag}
      </text>
    </g>
  )
}
