import { describe, expect, it, test } from 'vitest'
import { dictTraceOf } from '../../src/app/actions.ts'
import { createPlayer } from '../../src/app/player.ts'
import type { PlayerStore } from '../../src/app/playerState.ts'
import { at } from '../../src/engine/assert.ts'
import type { DictCommand } from '../../src/machines/index.ts'
import { FIRST_SCENARIO, scenarios, type ScenarioId } from '../../src/scenarios/index.ts'
import { currentBranch, LIMITS, recordAny } from '../../src/trace/index.ts'
import { createShelf } from './shelf.ts'

const scan: DictCommand = { type: 'scan' }
const grow: DictCommand = { type: 'resize', buckets: 16 }
const restart: DictCommand = { type: 'restartScan' }

const work = (id: ScenarioId) => ({ id, scenario: scenarios[id] })

function play(scenario: ScenarioId = FIRST_SCENARIO, storage = createShelf()) {
  const player = createPlayer({ storage, ...work(scenario) })
  return { player, storage, ...player.getState(), trace: dictTraceOf(player.getState()) }
}

const branchOf = (player: PlayerStore) => currentBranch(player.getState().history.present.tree)
const commandsOf = (player: PlayerStore) => branchOf(player).scenario.commands
const branchesOf = (player: PlayerStore) => player.getState().history.present.tree.branches

/** The trace on the screen is the one that the current branch records. */
function expectTraceOfBranch(player: PlayerStore): void {
  const { trace, moment } = player.getState()
  expect(trace.steps).toEqual(recordAny(branchOf(player).scenario).steps)
  expect(moment).toBeGreaterThanOrEqual(0)
  expect(moment).toBeLessThanOrEqual(trace.length)
}

describe('a new player', () => {
  it('shows the ready scenario, run to its end, from its beginning', () => {
    const { player } = play()
    expect(player.getState()).toMatchObject({ moment: 0, playing: false, notice: null })
    expect(commandsOf(player)).toEqual(scenarios[FIRST_SCENARIO].commands)
    expectTraceOfBranch(player)
  })

  it('keeps the playhead within the trace', () => {
    const { player, seek, trace } = play()
    seek(1e9)
    expect(player.getState().moment).toBe(trace.length)
    seek(-5)
    expect(player.getState().moment).toBe(0)
    seek(3.4)
    expect(player.getState().moment).toBe(3)
  })

  it('plays from the beginning when it is asked to play at the end', () => {
    const { player, seek, setPlaying, trace } = play()
    seek(trace.length)
    setPlaying(true)
    expect(player.getState()).toMatchObject({ moment: 0, playing: true })
    seek(4)
    expect(player.getState()).toMatchObject({ moment: 4, playing: false })
    setPlaying(true)
    expect(player.getState()).toMatchObject({ moment: 4, playing: true })
  })
})

describe('a command', () => {
  it('given at the end makes the branch longer and shows what it did', () => {
    const { player, seek, run, trace } = play('atRest')
    seek(trace.length)
    run([grow])
    expect(branchesOf(player)).toHaveLength(1)
    expect(commandsOf(player)).toEqual([...scenarios.atRest.commands, grow])
    expect(player.getState()).toMatchObject({ moment: trace.length + 1, notice: null })
    expectTraceOfBranch(player)
  })

  it('given in the past begins a branch, says so and keeps what followed', () => {
    const { player, seek, run, trace } = play('atRest')
    const endOfFirst = at(trace.steps, 0).events.length
    seek(endOfFirst)
    run([grow])
    expect(player.getState().notice).toEqual({
      kind: 'branched',
      name: 'B',
      old: 'A',
      afterCall: false,
    })
    expect(commandsOf(player)).toEqual([scan, grow])
    expect(branchesOf(player).map((branch) => branch.scenario.commands.length)).toEqual([8, 2])
    expect(player.getState().moment).toBe(endOfFirst + 1)
    expectTraceOfBranch(player)
  })

  it('given at the very beginning comes before everything', () => {
    const { player, run } = play('atRest')
    run([grow])
    expect(commandsOf(player)).toEqual([grow])
    expect(branchOf(player).parent).toEqual({ id: 1, after: 0 })
  })

  it('given inside a call goes right after it, for a call is atomic, and the page says so', () => {
    const { player, seek, run, trace } = play('atRest')
    const second = at(trace.steps, 1)
    seek(second.start + 3)
    run([grow])
    expect(commandsOf(player)).toEqual([scan, scan, grow])
    expect(player.getState().notice).toMatchObject({ kind: 'branched', afterCall: true })
    expect(player.getState().moment).toBe(second.start + second.events.length + 1)
  })

  it('given inside the last call goes after it, on the same branch', () => {
    const { player, seek, run, trace } = play('atRest')
    seek(trace.length - 2)
    run([grow])
    expect(branchesOf(player)).toHaveLength(1)
    expect(player.getState().notice).toEqual({ kind: 'afterCall' })
    expect(commandsOf(player).at(-1)).toBe(grow)
  })

  it('given inside a rehash goes after the rehash, without a word about calls', () => {
    const { player, seek, run, trace } = play('grow4to8')
    const rehash = at(trace.steps, 2)
    expect(rehash.command.type).toBe('rehash')
    seek(rehash.start + 1)
    run([restart])
    expect(commandsOf(player).slice(0, 3)).toEqual(scenarios.grow4to8.commands.slice(0, 3))
    expect(player.getState().notice).toMatchObject({ kind: 'branched', afterCall: false })
  })

  it('ten moments back keeps the old branch, and a reload brings both and the moment', () => {
    const { player, seek, step, run, storage, trace } = play('atRest')
    seek(trace.length)
    for (let back = 0; back < 10; back++) step('micro', -1)
    expect(player.getState().moment).toBe(trace.length - 10)
    run([grow])
    const before = player.getState()
    expect(branchesOf(player)).toHaveLength(2)
    const { player: reloaded } = play('atRest', storage)
    expect(reloaded.getState().history).toMatchObject({
      ...before.history,
      present: { tree: before.history.present.tree },
    })
    expect(reloaded.getState().moment).toBe(before.moment)
    expect(reloaded.getState().trace.steps).toEqual(before.trace.steps)
    expectTraceOfBranch(reloaded)
    reloaded.getState().select(1)
    expect(commandsOf(reloaded)).toEqual(scenarios.atRest.commands)
    reloaded.getState().undo()
    expect(branchesOf(reloaded)).toHaveLength(1)
  })

  it('that is none changes nothing', () => {
    const { player, run, history } = play('atRest')
    run([])
    expect(player.getState().history).toBe(history)
  })

  it('beyond the limit is refused with a sentence, and nothing is lost', () => {
    const { player, seek, run, scanToEnd, trace } = play('atRest')
    seek(trace.length)
    run(new Array<DictCommand>(LIMITS.commands - 8).fill(restart))
    expect(player.getState().notice).toBeNull()
    expect(commandsOf(player)).toHaveLength(LIMITS.commands)
    run([scan])
    expect(player.getState().notice).toEqual({ kind: 'commandsFull' })
    expect(commandsOf(player)).toHaveLength(LIMITS.commands)
    scanToEnd()
    expect(player.getState().notice).toEqual({ kind: 'commandsFull' })
    expect(commandsOf(player)).toHaveLength(LIMITS.commands)
  })
})

describe('the next call', () => {
  it('is the end of the next call there is', () => {
    const { player, nextCall, trace } = play('grow4to8')
    nextCall()
    expect(player.getState().moment).toBe(at(trace.steps, 0).events.length)
    nextCall()
    const call = at(trace.steps, 3)
    expect(call.command.type).toBe('scan')
    expect(player.getState().moment).toBe(call.start + call.events.length)
  })

  it('at the end of a scan that is not complete is made', () => {
    const { player, nextCall, run } = play('atRest')
    run([restart])
    nextCall()
    expect(commandsOf(player)).toEqual([restart, scan])
    expectTraceOfBranch(player)
    expect(player.getState().moment).toBe(player.getState().trace.length)
  })

  it('at the end of a complete scan is none', () => {
    const { player, nextCall, seek, trace } = play('atRest')
    seek(trace.length)
    const before = player.getState()
    nextCall()
    expect(player.getState()).toEqual(before)
  })
})

describe('the scan to its end', () => {
  it('makes all calls that are missing, and not one more', () => {
    const { player, run, scanToEnd } = play('grow4to16')
    run([grow])
    scanToEnd()
    expect(dictTraceOf(player.getState()).last.scan.status).toBe('complete')
    expect(commandsOf(player).filter(({ type }) => type === 'scan')).toHaveLength(4)
    expect(player.getState().moment).toBe(player.getState().trace.length)
  })

  it('makes no call when the scan is complete', () => {
    const { player, seek, scanToEnd, trace } = play('atRest')
    seek(trace.length)
    const before = player.getState()
    scanToEnd()
    expect(player.getState()).toEqual(before)
  })

  it('makes as many calls as fit, and says that it could not make them all', () => {
    const { player, seek, run, scanToEnd, trace } = play('atRest')
    seek(trace.length)
    run(new Array<DictCommand>(LIMITS.commands - 8 - 3).fill(restart))
    scanToEnd()
    expect(commandsOf(player)).toHaveLength(LIMITS.commands)
    expect(dictTraceOf(player.getState()).last.scan.calls).toHaveLength(3)
    expect(player.getState().notice).toEqual({ kind: 'commandsFull' })
  })
})

describe('undo, redo and the choice of a branch', () => {
  it('go back and forth with the moments', () => {
    const { player, seek, run, undo, redo } = play('atRest')
    seek(9)
    run([grow])
    const grown = player.getState()
    seek(4)
    undo()
    expect(player.getState()).toMatchObject({ moment: 9, notice: { kind: 'undone' } })
    expect(branchesOf(player)).toHaveLength(1)
    redo()
    expect(player.getState()).toMatchObject({ moment: 4, notice: { kind: 'redone' } })
    expect(player.getState().trace).toBe(grown.trace)
  })

  it('do nothing when there is nothing to undo or redo', () => {
    const { player, undo, redo } = play()
    const before = player.getState()
    undo()
    redo()
    expect(player.getState()).toEqual(before)
  })

  it('a configuration is a branch of the same commands, shown as far as before', () => {
    const { player, seek, configure, trace } = play('lostBucket')
    const seventh = at(trace.steps, 6)
    seek(seventh.start + 2)
    configure({ algorithm: 'dictScan2018' })
    expect(commandsOf(player)).toBe(scenarios.lostBucket.commands)
    expect(branchOf(player).scenario.config).toEqual({
      ...scenarios.lostBucket.config,
      algorithm: 'dictScan2018',
    })
    expect(player.getState().notice).toEqual({ kind: 'config', name: 'B', old: 'A' })
    const after = at(dictTraceOf(player.getState()).steps, 6)
    expect(player.getState().moment).toBe(after.start + after.events.length)
    expectTraceOfBranch(player)
  })

  it('a branch can be chosen, and chosen again', () => {
    const { player, run, select, trace } = play('atRest')
    run([grow])
    const { moment } = player.getState()
    select(1)
    expect(player.getState()).toMatchObject({ moment, notice: null })
    expect(player.getState().trace).toBe(trace)
    select(2)
    expect(commandsOf(player)).toEqual([grow])
    select(99)
    expect(commandsOf(player)).toEqual([grow])
  })

  it('a fresh start can be undone', () => {
    const { player, run, startAfresh, undo } = play('atRest')
    run([grow])
    startAfresh()
    expect(player.getState()).toMatchObject({ moment: 0 })
    expect(branchesOf(player)).toHaveLength(1)
    undo()
    expect(commandsOf(player)).toEqual([grow])
  })
})

describe('another scenario', () => {
  it('is opened, and the work on the first one is there when it is opened again', () => {
    const { player, run, open } = play('atRest')
    run([grow])
    open(work('lostBucket'))
    expect(player.getState()).toMatchObject({ scenarioId: 'lostBucket', moment: 0 })
    expect(commandsOf(player)).toEqual(scenarios.lostBucket.commands)
    open(work('atRest'))
    expect(commandsOf(player)).toEqual([grow])
    expect(player.getState().moment).toBe(1)
  })

  it('brings the moment back at which the first one was left', () => {
    const { player, seek, open, storage } = play('atRest')
    seek(17)
    open(work('edits'))
    open(work('atRest'))
    expect(player.getState().moment).toBe(17)
    seek(21)
    player.getState().save()
    expect(play('atRest', storage).moment).toBe(21)
  })
})

describe('a storage that takes nothing', () => {
  it('is told once, and the work goes on', () => {
    const { player, run, undo, dismiss } = play('atRest', createShelf(0))
    expect(player.getState().notice).toBeNull()
    run([grow])
    expect(player.getState().notice).toEqual({ kind: 'notSaved' })
    expect(commandsOf(player)).toEqual([grow])
    dismiss()
    player.getState().seek(0)
    run([restart])
    expect(player.getState().notice).toMatchObject({ kind: 'branched', name: 'C' })
    undo()
    expect(commandsOf(player)).toEqual([grow])
    expectTraceOfBranch(player)
  })

  it('loses no work while the page is open, on whichever scenario', () => {
    const { player, run, open } = play('atRest', createShelf(-1))
    run([grow])
    open(work('edits'))
    expect(player.getState()).toMatchObject({ scenarioId: 'edits', notice: { kind: 'notSaved' } })
    player.getState().run([restart])
    open(work('atRest'))
    expect(commandsOf(player)).toEqual([grow])
    open(work('edits'))
    expect(commandsOf(player)).toEqual([restart])
  })

  it('is told when only another scenario was opened', () => {
    const { player, open } = play('atRest', createShelf(-1))
    open(work('edits'))
    expect(player.getState().notice).toEqual({ kind: 'notSaved' })
  })

  it('is used again when it has room again', () => {
    const { player, run, storage } = play('atRest', createShelf(0))
    run([grow])
    storage.room = 100_000
    player.getState().dismiss()
    run([scan])
    expect(player.getState().notice).toBeNull()
    expect(commandsOf(play('atRest', storage).player)).toEqual([grow, scan])
  })

  it('of little room gives up undo before it gives up a branch', () => {
    const { player, run, seek, storage } = play('atRest')
    for (let edits = 0; edits < 30; edits++) {
      seek(0)
      run([{ type: 'rehash', buckets: 1 + edits }])
    }
    const full = at([...storage.texts.values()], 0).length
    storage.room = full - 200
    seek(0)
    run([restart])
    expect(player.getState().notice).toMatchObject({ kind: 'branched' })
    const { player: reloaded } = play('atRest', storage)
    expect(branchesOf(reloaded)).toHaveLength(32)
    expect(reloaded.getState().history.past).toEqual([])
  })
})

describe('saved work that cannot be read', () => {
  const name = 'scanscope.history.atRest'

  it.each([
    ['no JSON', '{"version":1,', 'JSON', { kind: 'damaged' }],
    ['an older version', '{"version":0}', 'version', { kind: 'oneOf', names: [1] }],
    ['not ours', '[]', 'version', { kind: 'missing' }],
    ['null', 'null', 'history', { kind: 'object' }],
  ])('for it is %s is told with field and reason and kept aside', (_, text, field, reason) => {
    const shelf = createShelf()
    shelf.texts.set(name, text)
    const { player, run } = play('atRest', shelf)
    expect(player.getState().notice).toEqual({ kind: 'savedBroken', field, reason, text })
    expect(commandsOf(player)).toEqual(scenarios.atRest.commands)
    run([grow])
    expect(shelf.texts.get('scanscope.broken.atRest')).toBe(text)
    expect(commandsOf(play('atRest', shelf).player)).toEqual([grow])
  })

  it('is kept aside although the storage is full', () => {
    const text = 'x'.repeat(1000)
    const shelf = createShelf(1000)
    shelf.texts.set(name, text)
    const { notice } = play('atRest', shelf)
    expect(notice).toMatchObject({ kind: 'savedBroken', text })
    expect([...shelf.texts]).toEqual([['scanscope.broken.atRest', text]])
  })

  it('is told for its own scenario only', () => {
    const shelf = createShelf()
    shelf.texts.set(name, 'broken')
    const { player, open } = play('edits', shelf)
    expect(player.getState().notice).toBeNull()
    open(work('atRest'))
    expect(player.getState().notice).toMatchObject({ kind: 'savedBroken' })
    player.getState().dismiss()
    expect(player.getState().notice).toBeNull()
  })
})

test('what is saved is one text per scenario, under the name of the page', () => {
  const { storage, run, open } = play('atRest')
  run([grow])
  open(work('edits'))
  expect([...storage.texts.keys()]).toEqual(['scanscope.history.atRest'])
})

it('refuses keys beyond the limit with a notice, and keeps the work as it was', () => {
  const { player, run } = play()
  const before = player.getState().history
  const keys = Array.from({ length: LIMITS.keys }, (_, index) => ({ key: `k${index}` }))
  run([{ type: 'add', keys }])
  expect(player.getState().notice).toEqual({ kind: 'keysFull' })
  expect(player.getState().history).toBe(before)
  run([{ type: 'add', keys: keys.slice(0, 5) }])
  expect(player.getState().history).not.toBe(before)
})
