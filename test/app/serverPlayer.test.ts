import { describe, expect, it } from 'vitest'
import { serverForCommands, stateForCommands } from '../../src/app/actions.ts'
import { hasParts, loadParts } from '../../src/app/parts.ts'
import { createPlayer } from '../../src/app/player.ts'
import type { PlayerStore } from '../../src/app/playerState.ts'
import { printed, wordsOf, type ServerCommand } from '../../src/server/index.ts'
import { scenarios, type ScenarioId } from '../../src/scenarios/index.ts'
import { currentBranch, goesOn, LIMITS, type ServerScenario } from '../../src/trace/index.ts'
import { eventually } from './eventually.ts'
import { createShelf } from './shelf.ts'

const work = (id: ScenarioId) => ({ id, scenario: scenarios[id] })
const call = (line: string): ServerCommand => ({ type: 'call', words: wordsOf(line) ?? [] })

const branchesOf = (player: PlayerStore) => player.getState().history.present.tree.branches
const commandsOf = (player: PlayerStore) =>
  currentBranch(player.getState().history.present.tree).scenario.commands

const isOpen = (player: PlayerStore, id: string) =>
  eventually(() => {
    expect(player.getState()).toMatchObject({ scenarioId: id, opening: false })
  })

describe('before a server has been loaded', () => {
  it('a player of its scenario cannot be made, and says what is missing', () => {
    expect(hasParts('server')).toBe(false)
    expect(() => createPlayer({ storage: createShelf(), ...work('matchEmpty') })).toThrow(
      'loadMachine("server") comes first',
    )
  })

  it('opening one loads it; meanwhile the old work stays', async () => {
    const player = createPlayer({ storage: createShelf(), ...work('atRest') })
    player.getState().open(work('matchEmpty'))
    expect(player.getState()).toMatchObject({ scenarioId: 'atRest', opening: true })
    await isOpen(player, 'matchEmpty')
    expect(player.getState()).toMatchObject({ moment: 0, notice: null })
    expect(player.getState().trace.length).toBeGreaterThan(100)
  })

  it('the last press wins, however long the first one takes', async () => {
    const player = createPlayer({ storage: createShelf(), ...work('atRest') })
    const { open } = player.getState()
    let arrive: (found: ReturnType<typeof work>) => void = () => undefined
    open(
      new Promise<ReturnType<typeof work>>((done) => {
        arrive = done
      }),
    )
    open(work('edits'))
    expect(player.getState()).toMatchObject({ scenarioId: 'edits', opening: false })
    arrive(work('countPages'))
    await Promise.resolve()
    expect(player.getState().scenarioId).toBe('edits')
  })

  it('what cannot be loaded leaves the work as it is, and says so', async () => {
    const player = createPlayer({ storage: createShelf(), ...work('atRest') })
    player.getState().open(Promise.reject(new Error('offline')))
    await eventually(() => {
      expect(player.getState().notice).toEqual({ kind: 'notLoaded' })
    })
    expect(player.getState()).toMatchObject({ scenarioId: 'atRest', opening: false })
  })
})

async function play(id: ScenarioId = 'countPages', storage = createShelf()) {
  await loadParts('server')
  const player = createPlayer({ storage, ...work(id) })
  return { player, storage, ...player.getState() }
}

/** What the last command of the branch was answered. */
function answerOf(player: PlayerStore): string {
  const { trace } = player.getState()
  const event = trace.steps.at(-1)?.events.at(-1)
  return event?.kind === 'replied' ? printed(event.reply, []) : ''
}

describe('a command typed at the console', () => {
  it('at the end makes the branch longer and is answered', async () => {
    const { player, seek, run, trace } = await play()
    seek(trace.length)
    expect(run([call('DBSIZE')])).toBe(true)
    expect(branchesOf(player)).toHaveLength(1)
    expect(answerOf(player)).toBe('(integer) 14')
    expect(player.getState().moment).toBe(player.getState().trace.length)
  })

  it('in the past begins a branch; what followed is kept and can be chosen again', async () => {
    const { player, seek, run, select, trace } = await play()
    seek(trace.steps[1]?.start ?? 0)
    run([call('SET new 1')])
    expect(player.getState().notice).toMatchObject({ kind: 'branched', name: 'B', old: 'A' })
    expect(commandsOf(player)).toEqual([
      ...scenarios.countPages.commands.slice(0, 1),
      call('SET new 1'),
    ])
    select(1)
    expect(commandsOf(player)).toEqual(scenarios.countPages.commands)
  })

  it('inside a command goes after it, for a command is atomic', async () => {
    const { player, seek, run, trace } = await play()
    seek((trace.steps[1]?.start ?? 0) + 4)
    run([call('PING')])
    expect(commandsOf(player)).toHaveLength(3)
    expect(player.getState().notice).toMatchObject({ kind: 'branched', afterCall: true })
  })

  it('that no server knows is a step too, with its error', async () => {
    const { player, seek, run, trace } = await play()
    seek(trace.length)
    expect(run([call('nonsense a')])).toBe(true)
    expect(answerOf(player)).toMatch(/^\(error\) ERR unknown command 'nonsense'/)
  })

  it('can be taken back and done again', async () => {
    const { player, seek, run, undo, redo, trace } = await play()
    seek(trace.length)
    run([call('FLUSHALL')])
    expect(serverForCommands(player.getState()).server.values.size).toBe(0)
    undo()
    expect(serverForCommands(player.getState()).server.values.size).toBe(14)
    redo()
    expect(serverForCommands(player.getState()).server.values.size).toBe(0)
  })
})

describe('a server', () => {
  it('goes on with its scan, call by call or to the end', async () => {
    const { player, seek, run, nextCall, scanToEnd, trace } = await play()
    seek(trace.length)
    run([call('SCAN 0 COUNT 2')])
    const before = commandsOf(player).length
    nextCall()
    expect(commandsOf(player)).toHaveLength(before + 1)
    scanToEnd()
    expect(goesOn(player.getState().trace)).toBeNull()
    expect(commandsOf(player).length).toBeGreaterThan(before + 2)
  })

  it('of another version replays the same commands as a branch', async () => {
    const { player, configure } = await play('deleteShrinks')
    configure({ profile: 'redis-7.0' })
    expect(branchesOf(player)).toHaveLength(2)
    expect(player.getState().trace.config).toMatchObject({ profile: 'redis-7.0' })
  })

  it('is found again after a reload, with its branches and the moment', async () => {
    const { player, storage, seek, run, save, trace } = await play()
    seek(trace.steps[2]?.start ?? 0)
    run([call('SET "a b" \\xff'), { type: 'wait', ms: 5 }])
    seek(11)
    save()
    const again = createPlayer({ storage, ...work('countPages') })
    expect(again.getState()).toMatchObject({ moment: 11, notice: null })
    expect(branchesOf(again)).toEqual(branchesOf(player))
    expect(again.getState().trace.steps).toEqual(player.getState().trace.steps)
  })

  it('has no dict of its own for the commands of a dict', async () => {
    const { player } = await play()
    expect(() => stateForCommands(player.getState())).toThrow('for a dict')
    expect(serverForCommands(player.getState()).server.values.size).toBe(14)
  })
})

describe('bounds', () => {
  it('more commands than a scenario holds are refused, and nothing changes', async () => {
    const { player, seek, run, trace } = await play()
    seek(trace.length)
    const before = commandsOf(player)
    expect(run(new Array<ServerCommand>(LIMITS.commands).fill(call('PING')))).toBe(false)
    expect(player.getState().notice).toEqual({ kind: 'commandsFull' })
    expect(commandsOf(player)).toBe(before)
  })

  it('more keys than a scenario names are refused', async () => {
    const { player, seek, run, trace } = await play()
    seek(trace.length)
    const names = Array.from({ length: 1000 }, (_, n) => String(n))
    const add: ServerCommand = { type: 'call', words: ['SADD', 's', ...names] }
    expect(run([add, add, add, add, add])).toBe(false)
    expect(player.getState().notice).toEqual({ kind: 'keysFull' })
  })

  it('more micro-steps than a page keeps are refused; the scenario stays as it was', async () => {
    const { player, seek, run, trace } = await play()
    seek(trace.length)
    const names = Array.from({ length: 1000 }, (_, n) => String(n))
    expect(run([{ type: 'call', words: ['SADD', 's', ...names] }])).toBe(true)
    const before = player.getState().trace
    expect(run(new Array<ServerCommand>(1000).fill(call('SMEMBERS s')))).toBe(false)
    expect(player.getState()).toMatchObject({ notice: { kind: 'tooLong' } })
    expect(player.getState().trace).toBe(before)
  })

  it('saved work that makes too many is set aside and can be downloaded', async () => {
    const names = Array.from({ length: 1000 }, (_, n) => String(n))
    const long: ServerScenario = {
      ...scenarios.countPages,
      commands: [
        { type: 'call', words: ['SADD', 's', ...names] },
        ...new Array<ServerCommand>(1000).fill(call('SMEMBERS s')),
      ],
    }
    const { saveHistory, historyOf, treeOf } = await import('../../src/trace/index.ts')
    const storage = createShelf()
    const text = JSON.stringify(saveHistory(historyOf({ tree: treeOf(long), moment: 0 })))
    storage.setItem('scanscope.history.countPages', text)
    const { player } = await play('countPages', storage)
    expect(player.getState().notice).toMatchObject({ kind: 'savedBroken', text })
    expect(commandsOf(player)).toEqual(scenarios.countPages.commands)
    expect(storage.getItem('scanscope.broken.countPages')).toBe(text)
  })

  it('saved work of a dict does not open as that of a server', async () => {
    const storage = createShelf()
    const dict = createPlayer({ storage, ...work('edits') })
    dict.getState().save()
    storage.setItem(
      'scanscope.history.countPages',
      storage.getItem('scanscope.history.edits') ?? '',
    )
    const { player } = await play('countPages', storage)
    expect(player.getState().notice).toMatchObject({
      kind: 'savedBroken',
      field: 'machine',
      reason: { kind: 'oneOf', names: ['server'] },
    })
  })
})
