import { sipHashLow, type HashSeed } from '../engine/index.ts'
import { historyOf, saveHistory, type Tree } from '../trace/index.ts'

/** Stands for the story of a work that was made of no ready scenario. */
const NO_STORY = 'own'

const SEEDS: readonly HashSeed[] = [
  [0, 0, 0, 0],
  [1, 0, 0, 0],
]

/** The same tree has the same id, whichever of its moments a link names. */
export function guestId(story: string | null, { branches }: Tree): string {
  const tree = { branches, current: branches[0]?.id ?? 1 }
  const text = JSON.stringify(saveHistory(historyOf({ tree, moment: 0 })))
  const halves = SEEDS.map((seed) => sipHashLow(text, seed).toString(16).padStart(8, '0'))
  return `${story ?? NO_STORY}.${halves.join('')}`
}
