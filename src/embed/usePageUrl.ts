import { useEffect, useMemo, useState } from 'react'
import { clusterStoryIn, isGuest, storyIn } from '../app/guests.ts'
import { isUntouched } from '../app/workspace.ts'
import type * as Link from '../link/index.ts'
import { scenarioIds, scenarios } from '../scenarios/index.ts'
import { treeOf, type Tree } from '../trace/index.ts'
import { useOfCluster, usePlayer, usePreferences } from '../ui/context.ts'

/** Milliseconds without an edit before a long link is made anew. */
const CALM = 150

export interface PageUrl {
  /** As it was when the work last rested. */
  readonly url: string
  /** Of this very moment; it may take a while to make. */
  readonly exact: () => string
}

let link: Promise<typeof Link> | undefined
const loadLink = () => (link ??= import('../link/index.ts'))

/** The long state of a work that no short address leads to. */
function useFragment(tree: Tree, story: string, isReady: boolean) {
  const [write, setWrite] = useState<(() => string) | null>(null)
  const [packed, setPacked] = useState({ of: tree, fragment: '' })
  useEffect(() => {
    if (isReady) return
    let isLate = false
    let timer: number | undefined
    void loadLink().then(({ writeFragment }) => {
      if (isLate) return
      const fragment = () => `#${writeFragment({ story, place: { tree, moment: 0 } })}`
      setWrite(() => fragment)
      timer = window.setTimeout(() => {
        setPacked({ of: tree, fragment: fragment() })
      }, CALM)
    })
    return () => {
      isLate = true
      window.clearTimeout(timer)
    }
  }, [isReady, story, tree])
  if (isReady) return { fragment: '', exact: () => '' }
  return { fragment: packed.fragment, exact: () => write?.() ?? packed.fragment }
}

/** The address of the whole page at exactly this state: work, branch, moment, order and looks. */
export function usePageUrl(): PageUrl {
  const history = usePlayer((player) => player.history)
  const moment = usePlayer((player) => player.moment)
  const story = usePlayer((player) => storyIn(player.scenarioId))
  const { order, theme, locale, palette } = usePreferences((preferences) => preferences)
  const ofCluster = useOfCluster()
  const origin = usePlayer((player) => player.origin.tree)
  const isNamed = usePlayer(({ scenarioId: id }) => clusterStoryIn(id) !== null && !isGuest(id))
  const ready = scenarioIds.find((id) => id === story)
  const isReady = useMemo(() => {
    if (ofCluster) return isNamed && isUntouched(history, origin)
    return ready !== undefined && isUntouched(history, treeOf(scenarios[ready]))
  }, [ofCluster, isNamed, origin, ready, history])
  const { fragment, exact } = useFragment(history.present.tree, story, isReady)
  const query = new URLSearchParams({
    ...(ofCluster && { screen: 'cluster', ...clusterStoryIn(story) }),
    ...(ready !== undefined && { scenario: ready }),
    moment: String(moment),
    order,
    lang: locale,
    ...(theme !== 'auto' && { theme }),
    ...(palette !== 'colour' && { palette }),
  })
  const path = `${window.location.pathname}?${String(query)}`
  return { url: path + fragment, exact: () => path + exact() }
}
