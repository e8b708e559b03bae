import { Printer } from 'lucide-react'
import { Suspense, useState } from 'react'
import { m } from '../../i18n/index.ts'
import type { Lesson } from '../../lessons/index.ts'
import { useText } from '../context.ts'
import { Controls } from '../controls/Controls.tsx'
import { lazily } from '../dom/lazily.ts'
import { Workbench } from '../Explore.tsx'
import { Header } from '../Header.tsx'
import { UndoRedo } from '../headerTools.tsx'
import { Speech } from '../panels/Caption.tsx'
import { PredictPlace } from '../predict/PredictPlace.tsx'
import { PredictSwitch } from '../predict/PredictSwitch.tsx'
import { LessonCard } from './LessonCard.tsx'
import { useWay } from './useWay.ts'

const LessonBoard = lazily(async () => (await import('../board/LessonBoard.tsx')).LessonBoard)
const PresentLesson = lazily(
  async () => (await import('../present/PresentLesson.tsx')).PresentLesson,
)

interface Props {
  readonly lesson: Lesson
  readonly number: number
  readonly first: number
}

/** The bench of a cluster comes with the lessons that need it. */
const ClusterBench = lazily(async () => (await import('../cluster/ClusterDesk.tsx')).ClusterBench)
const ClusterControls = lazily(
  async () => (await import('../cluster/ClusterControls.tsx')).ClusterControls,
)

/** The workbench with the lesson over the picture. Off the path it speaks of each moment. */
export function LessonDesk({ lesson, number, first }: Props) {
  const way = useWay(lesson, first)
  const [onPaper, setOnPaper] = useState(false)
  const { away } = way
  const card = <LessonCard lesson={lesson} number={number} way={way} />
  const speech = away ? <Speech /> : null
  const present = <PresentLesson lesson={lesson} way={way} />
  if (onPaper) {
    return (
      <Suspense>
        <LessonBoard
          lesson={lesson}
          onClose={() => {
            setOnPaper(false)
          }}
        />
      </Suspense>
    )
  }
  if (lesson.scenario.machine === 'cluster') {
    return (
      <Suspense fallback={<Header skipTo="root" />}>
        <ClusterBench
          tools={<UndoRedo />}
          top={card}
          controls={<ClusterControls fixed />}
          speech={speech}
          present={present}
        />
      </Suspense>
    )
  }
  return (
    <Workbench
      tools={
        <>
          <PredictSwitch />
          <UndoRedo />
          <PaperButton
            onPress={() => {
              setOnPaper(true)
            }}
          />
        </>
      }
      top={
        <>
          {card}
          {away && <PredictPlace />}
        </>
      }
      controls={<Controls fixed />}
      speech={speech}
      present={present}
    />
  )
}

function PaperButton({ onPress }: { readonly onPress: () => void }) {
  const text = useText()
  return (
    <button
      type="button"
      className="icon"
      data-command="handout"
      aria-label={m.lessonHandout({}, text)}
      title={m.lessonHandout({}, text)}
      onClick={onPress}
    >
      <Printer size={18} aria-hidden />
    </button>
  )
}
