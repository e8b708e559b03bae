import { useEffect, useMemo, useState } from 'react'
import * as v from 'valibot'
import type { Address } from '../../app/address.ts'
import { NOT_BEGUN } from '../../app/lesson.ts'
import { hasParts, loadParts } from '../../app/parts.ts'
import { createPlayer } from '../../app/player.ts'
import { storage } from '../../app/storage.ts'
import { m } from '../../i18n/index.ts'
import type { Lesson } from '../../lessons/index.ts'
import { StoresContext, useStores, useText } from '../context.ts'
import { Header } from '../Header.tsx'
import { book } from './book.ts'
import { LessonDesk } from './LessonDesk.tsx'
import { routeOf } from './route.ts'
import { putTo } from './useWay.ts'

const noted = v.object({ lesson: v.string(), stop: v.number() })

/**
 * Where the reader begins: where this entry of the history was left, else where the link says, else
 * where they stopped last; a finished lesson begins anew.
 */
function firstStop({ id, stops }: Lesson, { mark, query }: Address): number {
  const end = stops.length + 1
  const within = (stop: number) => Math.max(0, Math.min(end, Math.trunc(stop)))
  const left = v.safeParse(noted, mark)
  if (left.success && left.output.lesson === id) return within(left.output.stop)
  const asked = query.get('stop')
  if (asked !== null && /^\d{1,4}$/.test(asked)) return within(Number(asked))
  const { stop } = book.getState().progress[id] ?? NOT_BEGUN
  return stop >= end ? 0 : stop
}

interface Props {
  readonly lesson: Lesson
  readonly number: number
}

type Readiness = 'loading' | 'ready' | 'failed'

/** Loads what the lesson's machine needs, and then opens it. */
export function LessonScreen({ lesson, number }: Props) {
  const text = useText()
  const { machine } = lesson.scenario
  const [state, setState] = useState<Readiness>(hasParts(machine) ? 'ready' : 'loading')
  useEffect(() => {
    let here = true
    const tell = (told: Readiness) => () => {
      if (here) setState(told)
    }
    loadParts(machine).then(tell('ready'), tell('failed'))
    return () => {
      here = false
    }
  }, [machine])
  if (state === 'ready') return <OpenLesson lesson={lesson} number={number} />
  return (
    <div className="page">
      <Header skipTo="lessons" />
      <main id="lessons" tabIndex={-1}>
        <p role="status">{state === 'failed' && m.noticeNotLoaded({}, text)}</p>
      </main>
    </div>
  )
}

/** A lesson with a player of its own: what the reader does in it stays in it. */
function OpenLesson({ lesson, number }: Props) {
  const stores = useStores()
  const [first] = useState(() => firstStop(lesson, stores.address.getState()))
  const [player] = useState(() => {
    const made = createPlayer({ storage, id: `lesson.${lesson.id}`, scenario: lesson.scenario })
    putTo(made, routeOf(lesson), first)
    return made
  })
  useEffect(() => {
    const save = () => {
      player.getState().save()
    }
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [player])
  const own = useMemo(() => ({ ...stores, player }), [stores, player])
  return (
    <StoresContext value={own}>
      <LessonDesk lesson={lesson} number={number} first={first} />
    </StoresContext>
  )
}
