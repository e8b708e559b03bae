import type { Lesson } from '../../lessons/index.ts'
import { Controls } from '../controls/Controls.tsx'
import { Workbench } from '../Explore.tsx'
import { lazily } from '../dom/lazily.ts'
import { UndoRedo } from '../headerTools.tsx'
import { Speech } from '../panels/Caption.tsx'
import { PredictPlace } from '../predict/PredictPlace.tsx'
import { PredictSwitch } from '../predict/PredictSwitch.tsx'
import { LessonCard } from './LessonCard.tsx'
import { useWay } from './useWay.ts'

const PresentLesson = lazily(
  async () => (await import('../present/PresentLesson.tsx')).PresentLesson,
)

interface Props {
  readonly lesson: Lesson
  readonly number: number
  readonly first: number
}

/** The workbench with the lesson over the picture. Off the path it speaks of each moment. */
export function LessonDesk({ lesson, number, first }: Props) {
  const way = useWay(lesson, first)
  const { away } = way
  return (
    <Workbench
      tools={
        <>
          <PredictSwitch />
          <UndoRedo />
        </>
      }
      top={
        <>
          <LessonCard lesson={lesson} number={number} way={way} />
          {away && <PredictPlace />}
        </>
      }
      controls={<Controls fixed />}
      speech={away ? <Speech /> : null}
      present={<PresentLesson lesson={lesson} way={way} />}
    />
  )
}
