import { memo } from 'react'
import type { KeyState } from '../../view/picture.ts'
import type { Register } from './Ruler.tsx'

interface Props {
  readonly id: number
  readonly name: string
  readonly state: KeyState
  readonly returned: number
  readonly text: string
  readonly width: number
  readonly height: number
  readonly dot: boolean
  readonly register: Register
}

/** A small drawing for each state, so that no state is told by colour alone. */
const GLYPH: Readonly<Record<KeyState, string>> = {
  waiting: '',
  emitting: 'M-3 0 L-1 2.5 L3.5 -2.5',
  returned: 'M-3 0 L-1 2.5 L3.5 -2.5',
  twice: 'M-3 0 L-1 2.5 L3.5 -2.5',
  dropped: 'M-3.5 -2.5 L3.5 -2.5 L0.8 0.5 L0.8 3.5 L-0.8 3.5 L-0.8 0.5 Z',
  missed: 'M-3 -3 L3 3 M3 -3 L-3 3',
  added: 'M-3.5 0 L3.5 0 M0 -3.5 L0 3.5',
  deleted: 'M-3.5 0 L3.5 0',
}

/** A key. It travels under its own name, so it never blinks. */
export const ChipView = memo(function ChipView(props: Props) {
  const { id, name, state, width, height, dot, register } = props
  return (
    <g className={`chip is-${state}${dot ? ' dot' : ''}`} data-name={`chip ${id}`} ref={register}>
      <rect className="chip-box" rx={dot ? 2 : height / 2} />
      <title>{name}</title>
      {dot ? <Dot {...props} /> : <Pill {...props} />}
      {state === 'deleted' && (
        <line
          className="strike"
          x1={-width / 2 - 2}
          x2={width / 2 + 2}
          y1={height / 2}
          y2={height / 2}
        />
      )}
    </g>
  )
})

function Pill({ state, returned, text, width, height }: Props) {
  const glyph = GLYPH[state]
  const roomy = width >= 44
  const hasGlyph = glyph !== '' && roomy
  return (
    <>
      {hasGlyph && (
        <path
          className="glyph"
          d={glyph}
          transform={`translate(${-width / 2 + 12} ${height / 2})`}
        />
      )}
      <text x={hasGlyph ? 6 : 0} y={height / 2 + 4} textAnchor="middle">
        {text}
      </text>
      {!roomy && glyph !== '' && (
        <g className="corner" transform={`translate(${width / 2 - 1} 1)`}>
          <circle r={6} />
          <path className="glyph" d={glyph} transform="scale(0.8)" />
        </g>
      )}
      {returned > 1 && (
        <g className="badge" transform={`translate(${width / 2 - 4} ${roomy ? 0 : height - 2})`}>
          <rect x={-12} y={-7} width={24} height={14} rx={7} />
          <text y={4} textAnchor="middle">
            ×{returned}
          </text>
        </g>
      )}
    </>
  )
}

function Dot({ state, height }: Props) {
  const glyph = GLYPH[state]
  return glyph === '' ? null : (
    <path className="glyph" d={glyph} transform={`translate(0 ${height / 2})`} />
  )
}
