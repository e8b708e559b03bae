import { max } from 'd3'
import { memo } from 'react'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { fitText } from '../../view/fitText.ts'
import type { PageMark, RecordingScene } from '../../view/recording/scene.ts'
import { useText } from '../context.ts'

/** Room for a number in the row of calls. */
const DIGIT = 7.5

/** Under the ruler: which call has read what. The number is the cursor that was sent. */
export function CallStrip({ scene }: { readonly scene: RecordingScene }) {
  const text = useText()
  const { strip, bars, pages } = scene
  const thin = bars.map(({ x, w }) => `M${strip.x + x} ${strip.y}h${w}v${strip.h}h-${w}z`)
  return (
    <g className="call-strip">
      {scene.gutter > 40 && (
        <text className="gutter-label" x={0} y={strip.y + 13}>
          {m.recCallsGutter({}, text)}
        </text>
      )}
      <rect
        className="call-strip-ground"
        x={strip.x}
        y={strip.y}
        width={strip.w}
        height={strip.h}
        rx={3}
      />
      {thin.length > 0 && <path className="call-strip-thin" d={thin.join('')} />}
      {pages.map(({ page, rect }) => {
        const label = String(page.cursor)
        return (
          <g key={page.call} className={page.isLast ? 'call-block is-last' : 'call-block'}>
            <rect
              x={rect.x}
              y={strip.y}
              width={rect.w}
              height={strip.h}
              rx={Math.min(3, rect.w / 3)}
            />
            {rect.w > DIGIT * label.length + 6 && (
              <text x={rect.x + rect.w / 2} y={strip.y + 13} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** Elements whose bucket is not known, on the pages that returned them. */
export function Pages({
  scene,
  isWithoutTable,
  onInspect,
}: {
  readonly scene: RecordingScene
  /** The model knows that there is no table, and no page stands in its place. */
  readonly isWithoutTable: boolean
  readonly onInspect: (part: string) => void
}) {
  const text = useText()
  const place = scene.pagesPlace
  if (place === null) return null
  const label = m.recPagesGutter({}, text)
  return (
    <g className="pages">
      <title>{m.recPagesTitle({}, text)}</title>
      {isWithoutTable ? null : scene.gutter > 40 ? (
        <text className="table-name" x={0} y={place.y + 16}>
          {label}
        </text>
      ) : (
        <text className="table-size" x={scene.sight[0] + scene.gutter} y={place.y - 5}>
          {fitText(`${label}: ${m.recPagesNote({}, text)}`, place.w, 6.6)}
        </text>
      )}
      <rect
        className="pages-ground"
        x={place.x}
        y={place.y}
        width={place.w}
        height={place.h}
        rx={6}
      />
      {scene.pages.map((mark) => (
        <PageView
          key={mark.page.call}
          mark={mark}
          onPress={() => {
            onInspect(`page ${mark.page.call}`)
          }}
        />
      ))}
      <Bars scene={scene} />
      {isWithoutTable && (
        <text
          className="no-table-note"
          x={place.x + place.w / 2}
          y={place.y + place.h / 2}
          textAnchor="middle"
        >
          {fitText(m.recNoTableNow({}, text), place.w - 16, text.locale === 'zh' ? 6.4 : 6.8)}
        </text>
      )}
    </g>
  )
}

/** How many elements came where, on pages too thin for their names. */
function Bars({ scene }: { readonly scene: RecordingScene }) {
  const { pagesPlace: place, bars } = scene
  const most = max(bars, ({ returned }) => returned) ?? 0
  if (place === null || most === 0) return null
  const parts = bars.map(({ x, w, returned }) => {
    const h = ((returned / most) * (place.h - 12)).toFixed(1)
    const bottom = place.y + place.h - 4
    return `M${(place.x + x).toFixed(1)} ${bottom}v-${h}h${w.toFixed(1)}v${h}z`
  })
  return <path className="bar is-returned" d={parts.join('')} />
}

const PageView = memo(
  function PageView({ mark, onPress }: { readonly mark: PageMark; readonly onPress: () => void }) {
    const text = useText()
    const { page, rect, detail, hidden, isBar } = mark
    const name = m.recPageName(
      { number: number(page.call + 1, text.locale), count: number(page.returned, text.locale) },
      text,
    )
    const middle = rect.x + rect.w / 2
    return (
      <g className={page.isLast ? 'page-block is-last' : 'page-block'} onClick={onPress}>
        <title>{name}</title>
        <rect x={rect.x} y={rect.y} width={rect.w} height={rect.h} rx={Math.min(6, rect.w / 6)} />
        {!isBar && rect.w > DIGIT * String(page.call + 1).length && (
          <text className="bits small" x={middle} y={rect.y + 16} textAnchor="middle">
            {page.call + 1}
          </text>
        )}
        {detail === 'full' && rect.h > 60 && rect.w > 60 && (
          <text className="number" x={middle} y={rect.y + 31} textAnchor="middle">
            {fitText(String(page.cursor), rect.w - 8, 6.8)}
          </text>
        )}
        {hidden > 0 && rect.w >= 22 && (
          <text className="more" x={middle} y={rect.y + rect.h - 7} textAnchor="middle">
            +{hidden}
          </text>
        )}
      </g>
    )
  },
  (before, after) => before.mark === after.mark,
)
