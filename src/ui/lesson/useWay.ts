import { useCallback, useEffect, useMemo, useState } from 'react'
import { factsAt, type Lesson } from '../../lessons/index.ts'
import type { PlayerStore } from '../../app/playerState.ts'
import { usePlayer, useStores } from '../context.ts'
import { book } from './book.ts'
import { orderAt, routeOf, type Route } from './route.ts'
import { useWalk } from './useWalk.ts'

/** The branch that the lesson goes along; what the reader does stands on others. */
const PATH = 1

/** Buckets take the order that the lesson wants; when it is left, the reader's own comes back. */
function useOrder(lesson: Lesson, stop: number): void {
  const { preferences } = useStores()
  useEffect(() => {
    const { order } = preferences.getState()
    const giveBack = () => {
      preferences.setState({ order })
    }
    window.addEventListener('pagehide', giveBack)
    return () => {
      window.removeEventListener('pagehide', giveBack)
      giveBack()
    }
  }, [preferences])
  const order = orderAt(lesson, stop)
  useEffect(() => {
    preferences.setState({ order })
  }, [preferences, order, stop])
}

/** Puts the picture to a stop, on the lesson's own branch. */
export function putTo(player: PlayerStore, { moments }: Route, stop: number): void {
  const { history, select, seek } = player.getState()
  if (history.present.tree.current !== PATH) select(PATH)
  seek(moments[stop] ?? 0)
}

/** Remembers the stop: for the list of lessons, and on this entry of the browser's history. */
function useMemory({ id }: Lesson, stop: number, end: number): void {
  const { address } = useStores()
  useEffect(() => {
    book.getState().reach(id, stop, stop === end)
    address.getState().note({ lesson: id, stop })
  }, [address, id, stop, end])
}

/** The reader's way through a lesson. Stop 0 is the question, the one after the last the moral. */
export function useWay(lesson: Lesson, first: number) {
  const { player } = useStores()
  const route = useMemo(() => routeOf(lesson), [lesson])
  const { trace, moments } = route
  const end = moments.length - 1
  const [stop, setStop] = useState(first)
  const { walking, walk } = useWalk()
  const target = moments[stop] ?? 0
  const branch = usePlayer(({ history }) => history.present.tree.current)
  const there = usePlayer(({ moment }) => moment === target)
  const away = branch !== PATH || !(there || walking)
  useOrder(lesson, stop)
  useMemory(lesson, stop, end)
  const comeTo = useCallback(
    (next: number) => {
      // A walk begins where the last stop was, wherever the picture is by now.
      putTo(player, route, Math.min(next, stop))
      setStop(next)
      walk(moments[next] ?? 0)
    },
    [player, route, moments, stop, walk],
  )
  const facts = useMemo(() => factsAt(trace, target), [trace, target])
  return { stop, end, away, trace, target, facts, comeTo }
}

export type Way = ReturnType<typeof useWay>
