import '../css/board.css'
import { ArrowLeft, Printer } from 'lucide-react'
import { Suspense, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { m } from '../../i18n/index.ts'
import type { AnyTrace } from '../../trace/index.ts'
import type { Order } from '../../view/axis.ts'
import { marksOf } from '../../view/between.ts'
import { createScenes } from '../../view/scenes.ts'
import { useText } from '../context.ts'
import { useMarks } from '../dom/useMarks.ts'
import { Header } from '../Header.tsx'
import { LegendChip } from '../panels/Legend.tsx'
import { StagePicture } from '../stage/StagePicture.tsx'
import { KEY_STATES, stateName } from '../stateName.ts'

/** A moment on paper, and what stands under it. */
export interface BoardPicture {
  readonly trace: AnyTrace
  readonly moment: number
  readonly order: Order
  readonly head: string
  readonly text: string
}

const PER_PAGE = 6

/** The stage of a picture: so small that its letters can be read when two stand side by side. */
const STAGE = { width: 555, height: 390 }

interface Props {
  readonly title: string
  /** What there is to choose. */
  readonly tools?: ReactNode
  readonly pictures: readonly BoardPicture[]
  readonly onClose: () => void
}

/** Moments as sheets of paper, six pictures on each. */
export function Board({ title, tools, pictures, onClose }: Props) {
  const text = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  const pages = Array.from({ length: Math.ceil(pictures.length / PER_PAGE) }, (_, page) =>
    pictures.slice(page * PER_PAGE, (page + 1) * PER_PAGE),
  )
  return (
    <div className="page board">
      <Header skipTo="board" />
      <main id="board">
        <div className="board-bar">
          <button type="button" onClick={onClose}>
            <ArrowLeft size={16} aria-hidden /> {m.boardBack({}, text)}
          </button>
          <h2 ref={heading} tabIndex={-1}>
            {m.boardTitle({}, text)}
          </h2>
          {tools}
          <button
            type="button"
            className="strong"
            onClick={() => {
              window.print()
            }}
          >
            <Printer size={16} aria-hidden /> {m.boardPrint({}, text)}
          </button>
        </div>
        {pages.map((page, index) => (
          <section key={index} className="paper">
            <header>
              <strong>{title}</strong>
              <span>{m.boardPage({ page: index + 1, pages: pages.length }, text)}</span>
            </header>
            <div className="paper-pictures">
              {page.map((picture) => (
                <Pictured key={`${picture.moment} ${picture.head}`} {...picture} />
              ))}
            </div>
            {index === pages.length - 1 && <States />}
          </section>
        ))}
      </main>
    </div>
  )
}

/** What the shapes of the keys say, once, under the last picture. */
function States() {
  const text = useText()
  return (
    <ul className="paper-states" aria-label={m.legend({}, text)}>
      {KEY_STATES.map((state) => (
        <li key={state}>
          <svg viewBox="-34 -9 74 36" width="48" height="23" aria-hidden className="legend-chip">
            <LegendChip state={state} />
          </svg>
          {stateName(state, text.locale)}
        </li>
      ))}
    </ul>
  )
}

function Pictured({ trace, moment, order, head, text }: BoardPicture) {
  const { picture, scene } = useMemo(
    () => createScenes()(trace, moment, order, STAGE),
    [trace, moment, order],
  )
  const marks = useMemo(() => marksOf(scene), [scene])
  const register = useMarks(marks, 0)
  return (
    <figure>
      <Suspense>
        <StagePicture
          {...{ picture, scene, trace, moment, order, register }}
          label={{ text: head }}
        />
      </Suspense>
      <figcaption>
        <strong>{head}</strong> {text}
      </figcaption>
    </figure>
  )
}
