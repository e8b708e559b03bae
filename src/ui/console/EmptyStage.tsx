import { number } from '../../i18n/words.ts'
import type { AnyTrace } from '../../trace/index.ts'
import { pieceOf } from '../../view/server/piece.ts'
import { useText } from '../context.ts'
import { emptyContent } from './emptyContent.ts'

interface Props {
  readonly trace: AnyTrace
  readonly moment: number
  readonly width: number
  readonly height: number
}

/** What stands on the stage when there are no buckets: a small collection, or an empty dict. */
export function EmptyStage({ trace, moment, width, height }: Props) {
  const { locale } = useText()
  const { items, lines } = pieceOf({
    ...emptyContent(trace, moment, locale),
    rest: (left) => `+${number(left, locale)}`,
    locale,
    width,
    height,
  })
  return (
    <>
      <g className="piece">
        {items.map(({ text, x, y, w, h }, index) => (
          <g key={index}>
            <rect x={x} y={y} width={w} height={h} />
            <text x={x + w / 2} y={y + h / 2 + 4.5} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
      </g>
      {lines.map(({ text, y }) => (
        <text key={y} className="empty-stage" x={width / 2} y={y} textAnchor="middle">
          {text}
        </text>
      ))}
    </>
  )
}
