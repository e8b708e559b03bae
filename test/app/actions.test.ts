import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizesAround, stateForCommands } from '../../src/app/actions.ts'
import { momentOfCommands, placeFor } from '../../src/app/placeFor.ts'
import { obstacleTo, type DictCommand } from '../../src/machines/index.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { append, recordDict, stateAt, truncate, type DictTrace } from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'
import { anyCommand, anyScenario } from '../trace/anyScenario.ts'

const obstacleAt = (trace: DictTrace, moment: number, command: DictCommand) =>
  obstacleTo(stateForCommands({ trace, moment }), command, trace.config)

describe('a command at a moment', () => {
  it('meets the state after the command under way, and no other', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = recordDict(scenario)
        for (let moment = 0; moment <= trace.length; moment++) {
          const { after, inCall } = placeFor(trace, moment)
          const end = momentOfCommands(trace, after)
          expect(end).toBeGreaterThanOrEqual(moment)
          expect(stateForCommands({ trace, moment })).toEqual(stateAt(trace, end))
          if (inCall) expect(stateAt(trace, moment).scan.status).toBe('inCall')
        }
      }),
      runs(40),
    )
  })

  it('is refused exactly when the page would have said that it is impossible', () => {
    fc.assert(
      fc.property(anyScenario, fc.array(anyCommand), fc.nat(), (scenario, commands, at) => {
        const trace = recordDict(scenario)
        const moment = at % (trace.length + 1)
        const start = truncate(trace, placeFor(trace, moment).after)
        for (const command of commands) {
          const obstacle = obstacleAt(trace, moment, command)
          const [event] = append(start, [command]).steps.at(-1)?.events ?? []
          expect(event?.kind === 'command.refused').toBe(obstacle !== null)
          if (event?.kind === 'command.refused') expect(event.obstacle).toEqual(obstacle)
        }
      }),
      runs(100),
    )
  })
})

describe('what is impossible says why:', () => {
  const trace = recordDict(scenarios.grow4to8)
  const whyAt = (command: DictCommand, moment = 0) =>
    obstacleAt(trace, moment, command)?.why ?? null

  it('a resize while a rehash is under way', () => {
    const asked = trace.steps[1]
    expect(whyAt({ type: 'resize', buckets: 16 }, (asked?.start ?? 0) + 1)).toBe('rehashUnderWay')
  })

  it('a resize to a size that is taken, too small, too large or does not hold the keys', () => {
    expect(whyAt({ type: 'resize', buckets: 4 })).toBe('sameSize')
    expect(whyAt({ type: 'resize', buckets: 2 })).toBe('leastTable')
    expect(whyAt({ type: 'resize', buckets: 2048 })).toBe('largestTable')
    expect(whyAt({ type: 'resize', buckets: 8 })).toBeNull()
    const full = recordDict(scenarios.atRest)
    expect(obstacleAt(full, 0, { type: 'resize', buckets: 4 })).toEqual({
      why: 'tooManyKeys',
      keys: 8,
      buckets: 4,
    })
  })

  it('a rehash where there is none, and keys that were not named', () => {
    expect(whyAt({ type: 'rehash', buckets: 1 })).toBe('notRehashing')
    expect(whyAt({ type: 'add', keys: [] })).toBe('noKeys')
    expect(whyAt({ type: 'delete', keys: [] })).toBe('noKeys')
  })

  it('a rehash that the child process holds, and a policy that the version lacks', () => {
    const { config } = scenarios.grow4to8
    const held = recordDict({
      version: 1,
      machine: 'dict',
      config,
      commands: [
        { type: 'resize', buckets: 8 },
        { type: 'policy', policy: 'avoid' },
      ],
    })
    expect(obstacleAt(held, held.length, { type: 'rehash', buckets: 1 })?.why).toBe('policyHolds')
    const old = recordDict(scenarios.lostBucket)
    expect(obstacleAt(old, 0, { type: 'policy', policy: 'forbid' })?.why).toBe('noForbid')
    expect(whyAt({ type: 'policy', policy: 'forbid' })).toBeNull()
  })
})

it('sizes to choose from go up and down by two, nearest first', () => {
  expect(sizesAround(16, 128)).toEqual({ larger: [32, 64, 128], smaller: [8, 4] })
  expect(sizesAround(4, 4)).toEqual({ larger: [], smaller: [] })
  expect(sizesAround(4096, 1024).larger).toEqual([])
})
