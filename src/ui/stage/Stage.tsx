import { memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ORDER_TWEEN, TWEEN } from '../../app/clock.ts'
import { m } from '../../i18n/index.ts'
import { marksOf } from '../../view/between.ts'
import type { Scene } from '../../view/scene.ts'
import { createScenes, type Drawn } from '../../view/scenes.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { lazily } from '../dom/lazily.ts'
import { useMarks } from '../dom/useMarks.ts'
import { useReducedMotion } from '../dom/useMedia.ts'
import { useSize, type Size } from '../dom/useSize.ts'
import { Inspector } from './Inspector.tsx'
import { Ruler } from './Ruler.tsx'
import { Bracket, CursorLine, RehashMark } from './Pointers.tsx'
import { Summary } from './Summary.tsx'
import { Chips, Tables } from './Tables.tsx'

const EmptyStage = lazily(async () => (await import('../console/index.ts')).EmptyStage)

/** A first guess before the element is measured, so that the first paint is nearly right. */
const FIRST_SIZE: Size = { width: 760, height: 460 }

/** The sentence that the picture is labelled by. */
const SUMMARY = 'stage-summary'

/** Keeps the cursor in the middle when the picture is wider than its window. */
function useCursorInSight(
  frame: React.RefObject<HTMLDivElement | null>,
  scene: Scene,
  visible: number,
): void {
  const [left] = scene.sight
  const scrolls = scene.width > visible
  useEffect(() => {
    if (scrolls) frame.current?.scrollTo({ left })
  }, [frame, left, scrolls])
}

/** Milliseconds of the next tween. The first picture stands at once; so does one of another size. */
function useDuration(since: Drawn['since']): number {
  const reduced = useReducedMotion()
  const speed = usePreferences((preferences) => preferences.speed)
  const playing = usePlayer((player) => player.playing)
  if (reduced || since === 'size') return 0
  if (since === 'order') return ORDER_TWEEN
  if (playing && speed >= 4) return 0
  return playing ? TWEEN / Math.max(1, speed) : TWEEN
}

/** The picture: ruler, icicle, both tables and the cursor line on one x-scale. */
export function Stage() {
  const text = useText()
  const trace = usePlayer((player) => player.trace)
  const moment = usePlayer((player) => player.moment)
  const order = usePreferences((preferences) => preferences.order)
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame) ?? FIRST_SIZE
  const [draw] = useState(createScenes)
  const { picture, scene, since } = useMemo(
    () => draw(trace, moment, order, size),
    [draw, trace, moment, order, size],
  )
  const marks = useMemo(() => marksOf(scene), [scene])
  const register = useMarks(marks, useDuration(since))
  const [inspected, setInspected] = useState<string | null>(null)
  useCursorInSight(frame, scene, size.width)
  const closeInspector = useCallback(() => {
    setInspected(null)
    if (frame.current?.contains(document.activeElement) === true) frame.current.focus()
  }, [])

  return (
    <div
      className="stage"
      ref={frame}
      id="stage"
      tabIndex={0}
      aria-label={m.stage({}, text)}
      role="group"
      onKeyDown={(event) => {
        if (event.key === 'Escape') closeInspector()
      }}
    >
      <Summary id={SUMMARY} />
      {picture.tables.length === 0 ? (
        <Suspense>
          <EmptyStage />
        </Suspense>
      ) : (
        <svg
          className="stage-picture"
          width={scene.width}
          height={scene.height}
          role="img"
          aria-labelledby={SUMMARY}
          data-order={order}
        >
          <Hatch />
          <Bracket picture={picture} scene={scene} />
          <Ruler picture={picture} scene={scene} register={register} />
          <Tables picture={picture} scene={scene} register={register} onInspect={setInspected} />
          <RehashMark picture={picture} scene={scene} register={register} />
          <CursorLine picture={picture} scene={scene} register={register} />
          <Chips picture={picture} scene={scene} register={register} />
        </svg>
      )}
      {inspected !== null && (
        <Inspector picture={picture} scene={scene} cell={inspected} onClose={closeInspector} />
      )}
    </div>
  )
}

export const Hatch = memo(function Hatch() {
  return (
    <defs>
      <pattern
        id="hatch"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" className="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
      </pattern>
      <pattern
        id="hatch-open"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
      </pattern>
    </defs>
  )
})
