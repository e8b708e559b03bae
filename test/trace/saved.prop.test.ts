import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scenarios } from '../../src/scenarios/index.ts'
import {
  currentBranch,
  edit,
  edited,
  historyOf,
  recordAny,
  restoreHistory,
  saveHistory,
  treeOf,
  undo,
  type History,
} from '../../src/trace/index.ts'
import { inEnglish } from '../../src/trace/inEnglish.ts'
import { runs } from '../engine/settings.ts'
import { anyHistory, deedDone, faultsOf, placesOf } from './anyHistory.ts'

const jsonOf = (history: History): unknown => JSON.parse(JSON.stringify(saveHistory(history)))

function restored(history: History): History {
  const read = restoreHistory(jsonOf(history))
  if (!read.ok) throw new Error(inEnglish(read))
  return read.value
}

describe('a history that is saved and read again', () => {
  it('is the same history', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(restored(history)).toEqual(history)
      }),
      runs(60),
    )
  })

  it('shares what it shared before, so it is saved as the same text again', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        expect(jsonOf(restored(history))).toEqual(jsonOf(history))
      }),
      runs(40),
    )
  })

  it('still knows which commands are one: an edit after an undo makes the same branches', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const first = treeOf(scenarios.atRest)
        const deed = { do: 'edit' as const, where: 0.4, commands: [{ type: 'scan' as const }] }
        const after = (start: History) =>
          deedDone(undo(undo(start)), deed, currentBranch(first).scenario)
        expect(after(restored(history))).toEqual(after(history))
      }),
      runs(40),
    )
  })

  it('writes each command once, however many places name it', () => {
    let history = historyOf({ tree: treeOf(scenarios.sixtyFour), moment: 0 })
    for (let after = 0; after < 64; after++) {
      const tree = edit(history.present.tree, after, [{ type: 'resize', buckets: 128 }])
      history = edited(history, { tree, moment: after })
    }
    const text = JSON.stringify(saveHistory(history))
    expect(history.past).toHaveLength(64)
    expect(text.length).toBeLessThan(60_000)
  })
})

/** A place in a JSON value, chosen step by step. */
interface Change {
  readonly path: readonly number[]
  readonly how: 'delete' | 'replace' | 'repeat'
  readonly value: unknown
}

const anyValue = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 1, 2, 3, 1.5, 1e300, '', 'x', [], {}),
  fc.constantFrom('scan', 'add', 'redis-7.4', 'siphash', 'given', 4096, 5001, 2 ** 32),
  fc.constant('k'.repeat(10_000)),
  fc.jsonValue({ maxDepth: 2 }),
)

const anyChange: fc.Arbitrary<Change> = fc.record({
  path: fc.array(fc.nat(1000), { minLength: 1, maxLength: 7 }),
  how: fc.constantFrom('delete', 'replace', 'replace', 'repeat'),
  value: anyValue,
})

type Container = Record<string, unknown>

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null

/** Walks down the path as far as it leads and changes what is there. */
function spoil(root: unknown, { path, how, value }: Change): void {
  let holder: unknown = root
  for (const [depth, number] of path.entries()) {
    if (!isContainer(holder)) return
    const names = Object.keys(holder)
    const name = names[number % Math.max(1, names.length)]
    if (name === undefined) return
    const next = holder[name]
    const isLast = depth === path.length - 1 || !isContainer(next)
    if (!isLast) {
      holder = next
      continue
    }
    if (how === 'replace') holder[name] = value
    else if (how === 'repeat' && Array.isArray(holder)) holder.push(next)
    else if (Array.isArray(holder)) holder.splice(Number(name), 1)
    else Reflect.deleteProperty(holder, name)
    return
  }
}

describe('a saved history that was damaged', () => {
  it('is refused with field and reason, or is in order; it is never thrown at anyone', () => {
    let refused = 0
    let good = 0
    const changes = fc.array(anyChange, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        anyHistory,
        fc.array(changes, { minLength: 20, maxLength: 20 }),
        (history, all) => {
          const saved = JSON.stringify(saveHistory(history))
          for (const some of all) {
            const data: unknown = JSON.parse(saved)
            for (const change of some) spoil(data, change)
            const read = restoreHistory(data)
            if (!read.ok) {
              refused++
              expect(read.field).not.toBe('')
              expect(read.reason.kind).not.toBe('unfit')
              expect(inEnglish(read)).not.toMatch(/undefined|[{}]/)
            } else {
              good++
              for (const { tree } of placesOf(read.value)) expect(faultsOf(tree)).toEqual([])
              recordAny(currentBranch(read.value.present.tree).scenario)
            }
          }
        },
      ),
      runs(100),
    )
    expect(refused).toBeGreaterThan(200)
    expect(good).toBeGreaterThan(50)
  })

  it('is refused when it is nothing of the kind', () => {
    for (const data of [null, undefined, 0, 'text', [], {}, [[]], { version: 2 }]) {
      const read = restoreHistory(data)
      expect(read).toMatchObject({ ok: false })
    }
    expect(restoreHistory(null)).toEqual({
      ok: false,
      field: 'history',
      reason: { kind: 'object' },
    })
  })
})

describe('a saved history', () => {
  const scan = { type: 'scan' }
  const good = {
    version: 1,
    configs: [scenarios.atRest.config],
    commands: [scan],
    branches: [
      { id: 1, config: 0, commands: [0, 0], parent: null },
      { id: 2, config: 0, commands: [0, 0, 0], parent: { id: 1, after: 2 } },
    ],
    past: [],
    present: { branches: [0, 1], current: 2, moment: 3 },
    future: [],
  }
  const tooManyKeys = Array.from({ length: 4096 }, (_, n) => ({ key: `k${n}` }))

  it('is read when it is in order', () => {
    expect(restoreHistory(good)).toMatchObject({ ok: true })
  })

  it.each([
    [
      'a branch cut from itself',
      { branches: [{ ...good.branches[0], parent: { id: 1, after: 0 } }, good.branches[1]] },
      'present',
      { kind: 'branchAdrift', branch: 1 },
    ],
    [
      'branches cut from each other',
      { branches: [{ ...good.branches[0], parent: { id: 2, after: 0 } }, good.branches[1]] },
      'present',
      { kind: 'branchAdrift', branch: 1 },
    ],
    [
      'a branch cut behind the end',
      { branches: [good.branches[0], { ...good.branches[1], parent: { id: 1, after: 3 } }] },
      'present',
      { kind: 'branchAdrift', branch: 2 },
    ],
    [
      'a branch twice',
      { present: { ...good.present, branches: [0, 0] } },
      'present',
      { kind: 'branchTwice', branch: 1 },
    ],
    [
      'no current branch',
      { present: { ...good.present, current: 9 } },
      'present',
      { kind: 'branchMissing', branch: 9 },
    ],
    [
      'no branch at all',
      { present: { ...good.present, branches: [] } },
      'present',
      { kind: 'branchMissing', branch: 2 },
    ],
    [
      'a branch that is missing',
      { future: [{ ...good.present, branches: [5] }] },
      'future.0.branches',
      { kind: 'numberMissing', number: 5 },
    ],
    [
      'a command that is missing',
      { commands: [] },
      'branches.0.commands',
      { kind: 'numberMissing', number: 0 },
    ],
    [
      'a configuration that is missing',
      { configs: [] },
      'branches.0.config',
      { kind: 'numberMissing', number: 0 },
    ],
    [
      'a negative moment',
      { present: { ...good.present, moment: -1 } },
      'present.moment',
      { kind: 'atLeast', least: 0 },
    ],
    [
      'more keys than a scenario may name',
      { commands: [{ type: 'add', keys: tooManyKeys }] },
      'branches.0',
      { kind: 'tooManyKeysInAll', most: 4096 },
    ],
    ['a stranger', { more: 1 }, 'more', { kind: 'unknown' }],
  ])('with %s is refused', (_, change, field, reason) => {
    expect(restoreHistory({ ...good, ...change })).toEqual({ ok: false, field, reason })
  })
})
