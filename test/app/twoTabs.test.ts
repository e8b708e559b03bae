import { beforeAll, describe, expect, it } from 'vitest'
import { loadBeside } from '../../src/app/otherTabs.ts'
import { createPlayer } from '../../src/app/player.ts'
import type { PlayerStore } from '../../src/app/playerState.ts'
import type { DictCommand } from '../../src/machines/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { currentBranch, LIMITS, saveHistory, type History } from '../../src/trace/index.ts'
import { createShelf } from './shelf.ts'

const NAME = 'scanscope.history.atRest'
const ASIDE = 'scanscope.broken.atRest'

const scan: DictCommand = { type: 'scan' }
const grow: DictCommand = { type: 'resize', buckets: 16 }
const shrink: DictCommand = { type: 'resize', buckets: 4 }
const restart: DictCommand = { type: 'restartScan' }

const work = { id: 'atRest', scenario: scenarios.atRest }

/** One storage, and as many tabs on it as are opened. */
function browser() {
  const storage = createShelf()
  return { storage, open: () => createPlayer({ storage, ...work }) }
}

const doneAt = (player: PlayerStore, moment: number, command: DictCommand) => {
  player.getState().seek(moment)
  player.getState().run([command])
}

const treeOf = (player: PlayerStore) => player.getState().history.present.tree
const namesOf = (player: PlayerStore) => treeOf(player).branches.map(({ id }) => id)
const storiesOf = (player: PlayerStore) =>
  treeOf(player).branches.map(({ scenario }) => JSON.stringify(scenario.commands))
const current = (player: PlayerStore) => currentBranch(treeOf(player)).scenario.commands

describe('two tabs on one scenario', () => {
  beforeAll(loadBeside)

  it('lose nothing: after a reload both have the branches of both', () => {
    const { open } = browser()
    const [one, other] = [open(), open()]
    doneAt(one, 0, grow)
    doneAt(other, 0, restart)
    const made = [...storiesOf(one), ...storiesOf(other)]
    one.getState().save()
    for (const reloaded of [open(), open()]) {
      expect(storiesOf(reloaded)).toEqual(expect.arrayContaining(made))
      expect(namesOf(reloaded)).toEqual([1, 2, 3])
    }
  })

  it('say that branches have joined, and leave the reader and his undo where they are', () => {
    const { open } = browser()
    const [one, other] = [open(), open()]
    doneAt(one, 0, grow)
    doneAt(other, 0, restart)
    const { trace, moment, notice } = other.getState()
    expect(notice).toEqual({ kind: 'joined', names: ['C'], name: 'B' })
    expect(moment).toBe(trace.length)
    expect(current(other)).toEqual([restart])
    other.getState().undo()
    expect(other.getState()).toMatchObject({ moment: 0, notice: { kind: 'undone' } })
    other.getState().redo()
    expect(namesOf(other)).toEqual([1, 2, 3])
  })

  it('say it once, and not when the other has nothing more', () => {
    const { open } = browser()
    const [one, other] = [open(), open()]
    doneAt(one, 0, grow)
    doneAt(other, 0, restart)
    doneAt(other, 0, scan)
    expect(other.getState().notice).toMatchObject({ kind: 'branched' })
    one.getState().seek(0)
    one.getState().save()
    doneAt(other, 0, shrink)
    expect(other.getState().notice).toMatchObject({ kind: 'branched' })
  })

  it('working in turns gather no copies of what the other makes longer', () => {
    const { open } = browser()
    const [one, other] = [open(), open()]
    doneAt(one, 0, grow)
    doneAt(other, 0, restart)
    for (let turn = 0; turn < 10; turn++) {
      one.getState().run([scan])
      other.getState().run([scan])
    }
    one.getState().run([scan])
    expect(namesOf(one)).toEqual([1, 2, 3])
    expect(namesOf(other)).toEqual([1, 2, 3])
    expect(new Set(storiesOf(open()))).toEqual(new Set(storiesOf(one)))
  })

  it('a tab in which nothing was made leaves the work and the undo of the other', () => {
    const { open, storage } = browser()
    const [one, idle] = [open(), open()]
    doneAt(one, 0, grow)
    const { past } = one.getState().history
    idle.getState().seek(7)
    idle.getState().save()
    idle.getState().save()
    expect(idle.getState()).toMatchObject({ moment: 7, notice: null })
    const reloaded = createPlayer({ storage, ...work })
    expect(reloaded.getState().history.past).toEqual(past)
    expect(reloaded.getState().moment).toBe(7)
    expect(current(reloaded)).toEqual(scenarios.atRest.commands)
    expect(storiesOf(reloaded)).toEqual(storiesOf(one))
  })

  it('a tab in which nothing was made finds its moment again when nobody else made anything', () => {
    const { open } = browser()
    const [one, other] = [open(), open()]
    one.getState().seek(5)
    one.getState().save()
    other.getState().seek(9)
    other.getState().save()
    expect(open().getState().moment).toBe(9)
  })

  it('what was undone in one does not come back by the other', () => {
    const { open } = browser()
    const one = open()
    doneAt(one, 0, grow)
    const other = open()
    other.getState().seek(0)
    one.getState().undo()
    other.getState().save()
    one.getState().seek(3)
    one.getState().save()
    expect(namesOf(one)).toEqual([1])
    expect(one.getState().notice).toEqual({ kind: 'undone' })
    one.getState().redo()
    expect(current(one)).toEqual([grow])
  })

  it('a storage that is full keeps the work of the other, and says that ours is not saved', () => {
    const { open, storage } = browser()
    const [one, other] = [open(), open()]
    doneAt(one, 0, grow)
    const text = storage.texts.get(NAME) ?? ''
    storage.room = text.length
    doneAt(other, 0, { type: 'add', keys: [{ key: 'k'.repeat(1000) }] })
    expect(other.getState().notice).toEqual({ kind: 'notSaved' })
    expect(storage.texts.get(NAME)).toBe(text)
    storage.room = 100_000
    doneAt(other, 0, restart)
    expect(storiesOf(open())).toEqual(expect.arrayContaining(storiesOf(one)))
  })
})

describe('what another tab has stored and cannot be joined', () => {
  beforeAll(loadBeside)

  it('for nobody can read it is set aside and told, and ours is saved', () => {
    const { open, storage } = browser()
    const player = open()
    storage.texts.set(NAME, '{"version":2}')
    doneAt(player, 0, grow)
    expect(player.getState().notice).toEqual({
      kind: 'otherAside',
      why: { field: 'version', reason: { kind: 'oneOf', names: [1] } },
      text: '{"version":2}',
    })
    expect(storage.texts.get(ASIDE)).toBe('{"version":2}')
    expect(current(open())).toEqual([grow])
  })

  it('is left alone by a tab in which nothing was made', () => {
    const { open, storage } = browser()
    const player = open()
    storage.texts.set(NAME, '{"version":2}')
    player.getState().save()
    expect(storage.texts.get(NAME)).toBe('{"version":2}')
    expect(player.getState().notice).toBeNull()
  })

  it('for it is too much beside ours is set aside and stays told in another scenario', () => {
    const { open, storage } = browser()
    const player = open()
    const { scenario } = work
    const long = new Array<DictCommand>(LIMITS.commands - 1).fill(scan)
    const branches = Array.from({ length: 220 }, (_, nth) => ({
      id: nth + 1,
      scenario: { ...scenario, commands: [...long.slice(nth), grow] },
      parent: nth === 0 ? null : { id: 1, after: 0 },
    }))
    const many: History = {
      past: [],
      present: { tree: { branches, current: 1 }, moment: 0 },
      future: [],
    }
    const text = JSON.stringify(saveHistory(many))
    storage.room = 10_000_000
    storage.texts.set(NAME, text)
    doneAt(player, 0, restart)
    expect(player.getState().notice?.kind).toBe('otherAside')
    expect(storage.texts.get(ASIDE) === text).toBe(true)
    player.getState().open({ id: 'edits', scenario: scenarios.edits })
    expect(player.getState().notice).toMatchObject({ kind: 'otherAside', why: 'tooLarge' })
    expect(current(open())).toEqual([restart])
  })
})
