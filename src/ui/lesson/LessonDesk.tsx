import { Suspense } from 'react'
import type { Lesson } from '../../lessons/index.ts'
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
  const { away } = way
  const card = <LessonCard lesson={lesson} number={number} way={way} />
  const speech = away ? <Speech /> : null
  if (lesson.scenario.machine === 'cluster') {
    return (
      <Suspense fallback={<Header skipTo="root" />}>
        <ClusterBench
          tools={<UndoRedo />}
          top={card}
          controls={<ClusterControls fixed />}
          speech={speech}
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
    />
  )
}
