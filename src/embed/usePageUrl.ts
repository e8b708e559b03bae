import { useEffect, useMemo, useState } from 'react'
import { storyIn } from '../app/guests.ts'
import { isUntouched } from '../app/workspace.ts'
import { scenarioIds, scenarios } from '../scenarios/index.ts'
import { treeOf } from '../trace/index.ts'
import { usePlayer, usePreferences } from '../ui/context.ts'

/** Milliseconds without a step before a long link is made anew. */
const CALM = 150

/** The address of the whole page at exactly this state: work, branch, moment, order. */
export function usePageUrl(): string {
  const history = usePlayer((player) => player.history)
  const moment = usePlayer((player) => player.moment)
  const story = usePlayer((player) => storyIn(player.scenarioId))
  const order = usePreferences((preferences) => preferences.order)
  const [packed, setPacked] = useState<{ of: unknown; fragment: string } | null>(null)
  const ready = scenarioIds.find((id) => id === story)
  const isReady = useMemo(
    () => ready !== undefined && isUntouched(history, treeOf(scenarios[ready])),
    [ready, history],
  )
  const { tree } = history.present
  useEffect(() => {
    if (isReady) return
    const timer = window.setTimeout(() => {
      void import('../link/index.ts').then(({ writeFragment }) => {
        setPacked({ of: tree, fragment: writeFragment({ story, place: { tree, moment: 0 } }) })
      })
    }, CALM)
    return () => {
      window.clearTimeout(timer)
    }
  }, [isReady, story, tree])
  const query = new URLSearchParams({
    ...(ready !== undefined && { scenario: ready }),
    moment: String(moment),
    ...(order !== 'scan' && { order }),
  })
  const fragment = !isReady && packed?.of === tree ? `#${packed.fragment}` : ''
  return `${window.location.pathname}?${String(query)}${fragment}`
}
