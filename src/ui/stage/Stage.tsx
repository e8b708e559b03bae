import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ORDER_TWEEN, TWEEN, tweenAt } from '../../app/clock.ts'
import { m } from '../../i18n/index.ts'
import { marksOf } from '../../view/between.ts'
import type { Scene } from '../../view/scene.ts'
import { createScenes, type Drawn } from '../../view/scenes.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { lazily } from '../dom/lazily.ts'
import { useMarks } from '../dom/useMarks.ts'
import { useReducedMotion } from '../dom/useMedia.ts'
import { useSize, type Size } from '../dom/useSize.ts'
import { StagePicture } from './StagePicture.tsx'
import { Summary } from './Summary.tsx'

const Inspector = lazily(async () => (await import('./Inspector.tsx')).Inspector)

/** A first guess before the element is measured, so that the first paint is nearly right. */
const FIRST_SIZE: Size = { width: 760, height: 460 }

/** The sentence that the picture is labelled by. */
const LABEL = { id: 'stage-summary' }

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
  return playing ? tweenAt(speed) : TWEEN
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
      <Summary id={LABEL.id} />
      <Suspense>
        <StagePicture
          {...{ picture, scene, trace, moment, order, register, onInspect: setInspected }}
          label={LABEL}
        />
      </Suspense>
      <Suspense>
        {inspected !== null && (
          <Inspector picture={picture} scene={scene} cell={inspected} onClose={closeInspector} />
        )}
      </Suspense>
    </div>
  )
}
