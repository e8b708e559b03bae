import { beforeEach, expect, it, vi } from 'vitest'
import type { PlayerStore } from '../../src/app/playerState.ts'
import type { DictCommand } from '../../src/machines/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { eventually } from './eventually.ts'
import { createShelf } from './shelf.ts'

const NAME = 'scanscope.history.atRest'
const ASIDE = 'scanscope.broken.atRest'
const grow: DictCommand = { type: 'resize', buckets: 16 }
const restart: DictCommand = { type: 'restartScan' }

beforeEach(() => {
  vi.resetModules()
})

/** Two tabs of a page that has not yet loaded what joins their work; the first has made a branch. */
async function twoTabs() {
  const { createPlayer } = await import('../../src/app/player.ts')
  const storage = createShelf()
  const open = () => createPlayer({ storage, id: 'atRest', scenario: scenarios.atRest })
  const [one, other] = [open(), open()]
  one.getState().run([grow])
  return { storage, other, open, text: storage.texts.get(NAME) }
}

const storiesOf = (player: PlayerStore) =>
  player.getState().history.present.tree.branches.map(({ scenario }) => scenario.commands)

it('a save waits for the part that joins two tabs, and then both are stored', async () => {
  const { storage, other, open, text } = await twoTabs()
  other.getState().run([restart])
  expect(storage.texts.get(NAME)).toBe(text)
  await eventually(() => {
    expect(other.getState().notice?.kind).toBe('joined')
  })
  expect(storiesOf(open())).toEqual([scenarios.atRest.commands, [restart], [grow]])
  expect(storage.texts.has(ASIDE)).toBe(false)
})

it('a page that is left before the part is there sets the other work aside and saves its own', async () => {
  const { storage, other, open, text } = await twoTabs()
  other.getState().run([restart])
  other.getState().save()
  expect(other.getState().notice).toEqual({ kind: 'otherAside', why: 'notLoaded', text })
  expect(storage.texts.get(ASIDE)).toBe(text)
  expect(storiesOf(open())).toEqual([scenarios.atRest.commands, [restart]])
})

it('a page in which nothing was made and that is left at once leaves all as it is', async () => {
  const { storage, other, text } = await twoTabs()
  other.getState().seek(5)
  other.getState().save()
  other.getState().save()
  expect([...storage.texts]).toEqual([[NAME, text]])
})
