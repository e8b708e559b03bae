import { useEffect, useMemo, useRef, useState } from 'react'
import { TWEEN } from '../../app/clock.ts'
import { m } from '../../i18n/index.ts'
import { number, percent } from '../../i18n/words.ts'
import type { Telling } from '../../recording/index.ts'
import { marksOf } from '../../view/between.ts'
import { recordingPictureOf, type RecordingPicture } from '../../view/recording/picture.ts'
import { recordingSceneOf, type RecordingScene } from '../../view/recording/scene.ts'
import { gutterFor, leastWidth } from '../../view/scene.ts'
import { usePreferences, useText } from '../context.ts'
import { useMarks } from '../dom/useMarks.ts'
import { useReducedMotion } from '../dom/useMedia.ts'
import { useSize, type Size } from '../dom/useSize.ts'
import { CursorLine, RehashMark } from '../stage/Pointers.tsx'
import { Ruler } from '../stage/Ruler.tsx'
import { Hatch } from '../stage/StagePicture.tsx'
import { Chips } from '../stage/Tables.tsx'
import { CallStrip, Pages } from './Pages.tsx'
import { PartInspector } from './PartInspector.tsx'
import { RecordedTables } from './RecordedTables.tsx'
import { useRecording } from './store.ts'
import { STAGE_ID } from './useKeys.ts'

const FIRST_SIZE = { width: 760, height: 480 }

/** Milliseconds of the next tween; a window that changes its size takes all along at once. */
function useDuration(width: number): number {
  const reduced = useReducedMotion()
  const speed = usePreferences((preferences) => preferences.speed)
  const playing = useRecording((state) => state.playing)
  const [shown, setShown] = useState(width)
  if (shown !== width) setShown(width)
  if (reduced || shown !== width || (playing && speed >= 4)) return 0
  return playing ? TWEEN / Math.max(1, speed) : TWEEN
}

function useSummary({ picture, pages }: RecordingPicture): string {
  const text = useText()
  const { locale } = text
  const names = [...picture.chips, ...pages.flatMap(({ chips }) => chips)]
  const tables = picture.tables.map(({ buckets }) => number(buckets, locale)).join(', ')
  return m.recStageSummary(
    {
      cursor: picture.cursor,
      percent: percent(picture.reached, locale),
      tables: tables === '' ? m.recNoTables({}, text) : tables,
      returned: names.filter(({ returned }) => returned > 0).length,
      twice: names.filter(({ returned }) => returned > 1).length,
    },
    text,
  )
}

function sceneFor(shown: RecordingPicture, size: Size): RecordingScene {
  const width = Math.max(size.width, leastWidth(shown.picture, gutterFor(size.width)))
  return recordingSceneOf(shown, { width, height: size.height, visible: size.width })
}

/** Keeps the cursor in the middle when the picture is wider than its window. */
function useCursorInSight(
  frame: React.RefObject<HTMLDivElement | null>,
  scene: RecordingScene,
  visible: number,
): void {
  const [left] = scene.sight
  const scrolls = scene.width > visible
  useEffect(() => {
    if (scrolls) frame.current?.scrollTo({ left })
  }, [frame, left, scrolls])
}

/** The picture of the recording: Explore's ruler, tables and cursor line, with the calls in it. */
export function RecordingStage() {
  const telling = useRecording((state) => state.telling)
  return telling === null ? <div className="stage" id={STAGE_ID} /> : <Picture telling={telling} />
}

function Picture({ telling }: { readonly telling: Telling }) {
  const text = useText()
  const moment = useRecording((state) => state.moment)
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame) ?? FIRST_SIZE
  const shown = useMemo(() => recordingPictureOf(telling, moment), [telling, moment])
  const scene = useMemo(() => sceneFor(shown, size), [shown, size])
  const marks = useMemo(() => marksOf(scene), [scene])
  const register = useMarks(marks, useDuration(size.width))
  const [inspected, setInspected] = useState<string | null>(null)
  const summary = useSummary(shown)
  const { picture } = shown
  const chips = useMemo(
    () => [...shown.picture.chips, ...shown.pages.flatMap((page) => page.chips)],
    [shown],
  )
  useCursorInSight(frame, scene, size.width)
  const close = () => {
    setInspected(null)
    if (frame.current?.contains(document.activeElement) === true) frame.current.focus()
  }
  return (
    <div
      className="stage"
      ref={frame}
      id={STAGE_ID}
      tabIndex={0}
      aria-label={m.recStage({}, text)}
      role="group"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <svg
        className="stage-picture"
        width={scene.width}
        height={scene.height}
        role="img"
        aria-label={summary}
      >
        <Hatch />
        <Ruler picture={picture} scene={scene} register={register} />
        <CallStrip scene={scene} />
        <RecordedTables shown={shown} scene={scene} register={register} onInspect={setInspected} />
        <Pages
          scene={scene}
          isWithoutTable={
            shown.basis === 'replayed' && picture.tables.length === 0 && shown.pages.length === 0
          }
          onInspect={setInspected}
        />
        {shown.basis === 'replayed' && (
          <RehashMark picture={picture} scene={scene} register={register} />
        )}
        <CursorLine picture={picture} scene={scene} register={register} />
        <Chips picture={{ ...picture, chips }} scene={scene} register={register} />
      </svg>
      {inspected !== null && (
        <PartInspector
          telling={telling}
          shown={shown}
          scene={scene}
          part={inspected}
          onClose={close}
        />
      )}
    </div>
  )
}
