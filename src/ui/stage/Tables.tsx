import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import type { Cell, Chip, Picture, TablePicture } from '../../view/picture.ts'
import {
  isLow,
  type CellMark,
  type ChipMark,
  type Detail,
  type Rect,
  type Scene,
} from '../../view/scene.ts'
import { useText } from '../context.ts'
import { ChipView } from './ChipView.tsx'
import type { Register } from './Ruler.tsx'
import { Strip } from './Strip.tsx'

interface Props {
  readonly picture: Picture
  readonly scene: Scene
  readonly register: Register
  readonly onInspect: (cell: string | null) => void
}

/** Both tables, or the one and the place where the other will stand. */
export const Tables = ({ picture, scene, register, onInspect }: Props) => (
  <g>
    {picture.tables.map((table, index) => {
      const row = scene.rows[index]
      return row === undefined ? null : (
        <g key={table.buckets} className={`table of-${table.table}`}>
          <TableLabel
            table={table.table}
            buckets={table.buckets}
            place={scene.places[table.table]}
            beside={scene.gutter >= 40}
            x={scene.gutter >= 40 ? 0 : scene.sight[0] + scene.gutter}
          />
          {row.detail === 'strip' ? (
            <Strip picture={picture} table={table} scene={scene} onInspect={onInspect} />
          ) : (
            <Cells {...{ table, scene, register, onInspect }} detail={row.detail} />
          )}
        </g>
      )
    })}
    {picture.tables.length === 1 && <NoTable place={scene.places[1]} />}
  </g>
)

interface LabelProps {
  readonly table: 0 | 1
  readonly buckets: number
  readonly place: Rect
  readonly beside: boolean
  readonly x: number
}

const TableLabel = memo(function TableLabel({ table, buckets, place, beside, x }: LabelProps) {
  const text = useText()
  const count = number(buckets, text.locale)
  if (!beside) {
    return (
      <text className="table-name" x={x} y={place.y - 5}>
        ht[{table}] <tspan className="table-size">{m.bucketsUnit({ count }, text)}</tspan>
      </text>
    )
  }
  return (
    <>
      <text className="table-name" x={x} y={place.y + 16}>
        ht[{table}]
      </text>
      <text className="table-size" x={x} y={place.y + 33}>
        {count}
      </text>
      <text className="table-size" x={x} y={place.y + 49}>
        {m.buckets({}, text)}
      </text>
    </>
  )
})

/** ht[1] has its place also while it does not live: nothing jumps when it comes. */
const NoTable = memo(function NoTable({ place }: { readonly place: Rect }) {
  const text = useText()
  const { x, y, w, h } = place
  return (
    <g className="no-table">
      <rect x={x + 1} y={y + 1} width={w - 2} height={h - 2} rx={6} />
      <text x={x + w / 2} y={y + h / 2 + 4} textAnchor="middle">
        {m.noSecondTable({}, text)}
      </text>
    </g>
  )
})

interface CellsProps {
  readonly table: TablePicture
  readonly detail: Detail
  readonly register: Register
  readonly onInspect: (cell: string | null) => void
}

/** The buckets of a table. */
export const Cells = ({ scene, ...props }: CellsProps & { readonly scene: Scene }) => (
  <CellList {...props} marks={scene.cells} />
)

const CellList = memo(function CellList(props: CellsProps & { readonly marks: Scene['cells'] }) {
  const { table, marks, detail, register, onInspect } = props
  const bits = Math.log2(table.buckets)
  return table.cells.map((cell) => {
    const mark = marks.get(cell.id)
    return mark === undefined ? null : (
      <CellView
        key={cell.id}
        id={cell.id}
        bucket={cell.bucket}
        bits={bits}
        detail={detail}
        look={lookOf(cell, detail === 'dots')}
        moved={cell.moved}
        {...cellSize(mark)}
        register={register}
        onInspect={onInspect}
      />
    )
  })
})

const cellSize = ({ rect, hidden }: CellMark) => ({ width: rect.w, height: rect.h, hidden })

const lookOf = ({ moved, covered, reading }: Cell, thin: boolean): string =>
  [
    'cell',
    thin && 'is-thin',
    moved && 'is-moved',
    covered && 'is-covered',
    reading !== null && `is-read-${reading}`,
  ]
    .filter(Boolean)
    .join(' ')

interface CellProps {
  readonly id: string
  readonly bucket: number
  readonly bits: number
  readonly detail: Detail
  readonly look: string
  readonly moved: boolean
  readonly width: number
  readonly height: number
  readonly hidden: number
  readonly register: Register
  readonly onInspect: (cell: string | null) => void
}

const CellView = memo(function CellView(props: CellProps) {
  const { id, look, width, height, hidden, moved, detail, register, onInspect } = props
  const text = useText()
  const low = isLow(height)
  return (
    <g
      className={look}
      data-name={`cell ${id}`}
      data-cell={id}
      ref={register}
      onClick={() => {
        onInspect(id)
      }}
    >
      <rect className="cell-box" rx={Math.min(6, width / 6)} />
      <rect
        className="cell-hatch"
        x={-width / 2}
        width={width}
        height={height}
        rx={Math.min(6, width / 6)}
      />
      <CellHead {...props} />
      {moved && detail === 'full' && (
        <text
          className="moved"
          {...(low
            ? { x: width / 2 - 8, y: height / 2 + 4, textAnchor: 'end' }
            : { y: Math.min(height - 10, 60), textAnchor: 'middle' })}
        >
          {m.moved({}, text)}
        </text>
      )}
      {hidden > 0 && detail !== 'dots' && (
        <text
          className="more"
          {...(low
            ? { x: width / 2 - 6, y: height / 2 + 4, textAnchor: 'end' }
            : { y: height - 7, textAnchor: 'middle' })}
        >
          +{hidden}
        </text>
      )}
    </g>
  )
})

/** The bucket's number and bits, as far as there is room. */
function CellHead({ bucket, bits, detail, width, height }: CellProps) {
  const binary = bucket.toString(2).padStart(bits, '0')
  if (detail === 'dots') {
    const fits = width >= 6.2 * String(bucket).length + 1
    return fits ? (
      <text className="bits small" y={14} textAnchor="middle">
        {bucket}
      </text>
    ) : null
  }
  if (height < 84) {
    const both = `${bucket} ${binary}`
    const aside = isLow(height) && detail === 'full'
    // In a low cell the keys begin right of the label: see pillGrid.
    const room = !aside ? width : width >= 130 ? 54 : 26
    const label = room >= 7 * both.length ? both : String(bucket)
    return (
      <text
        className="bits small"
        {...(aside ? { x: 8 - width / 2, y: height / 2 + 4 } : { y: 15, textAnchor: 'middle' })}
      >
        {label}
      </text>
    )
  }
  const size = width >= 8.4 * bits + 6 ? '' : ' small'
  return (
    <>
      <text className={`bits${size}`} y={18} textAnchor="middle">
        {size === '' ? binary : bucket}
      </text>
      {(size === '' || width >= 6.1 * bits) && (
        <text className="number" y={33} textAnchor="middle">
          {size === '' ? bucket : binary}
        </text>
      )}
    </>
  )
}

/** The keys, above all else: a chip on its way crosses the cursor line. */
export const Chips = ({ picture, scene, register }: Omit<Props, 'onInspect'>) => (
  <ChipList chips={picture.chips} marks={scene.chips} register={register} />
)

interface ChipsProps {
  readonly chips: readonly Chip[]
  readonly marks: Scene['chips']
  readonly register: Register
}

const ChipList = memo(function ChipList({ chips, marks, register }: ChipsProps) {
  return chips.map((chip) => {
    const mark = marks.get(chip.id)
    return mark === undefined ? null : (
      <ChipView key={chip.id} {...chipProps(chip, mark)} register={register} />
    )
  })
})

const chipProps = (chip: Chip, { rect, text, dot }: ChipMark) => ({
  dot,
  id: chip.id,
  name: chip.key,
  state: chip.state,
  returned: chip.returned,
  text,
  width: rect.w,
  height: rect.h,
})
