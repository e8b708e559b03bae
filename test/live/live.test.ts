import { afterEach, describe, expect, it, vi } from 'vitest'
import { compareLive, DEFAULTS, main } from './main.ts'
import { plants, type PlantName } from './model.ts'
import { findRedisServer } from './redisServer.ts'

const differing = async (commands: number, seed: number, plant: PlantName | null) => {
  const result = await compareLive({ ...DEFAULTS, commands, seed, plant })
  if ('skipped' in result) throw new Error(result.skipped)
  return [...result.tallies.values()].reduce((sum, tally) => sum + tally.differing, 0)
}

describe.runIf(findRedisServer() !== undefined)('the live judge', { timeout: 180_000 }, () => {
  it('finds no difference between the model and a real server', async () => {
    expect(await differing(6_000, 5, null)).toBe(0)
  })

  it.each(Object.keys(plants) as PlantName[])('finds the planted fault: %s', async (plant) => {
    expect(await differing(12_000, 5, plant)).toBeGreaterThan(0)
  })
})

describe('the command line', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  it('says how it is used when it is not understood', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    expect(await main(['--nonsense', '1'])).toBe(1)
    expect(log.mock.calls[0]?.[0]).toMatch('usage: npm run test:live')
  })

  it('says in one line that there is no server, and fails nothing', async () => {
    vi.stubEnv('PATH', '')
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    expect(await main([])).toBe(0)
    expect(log.mock.calls).toEqual([['skipped: no redis-server']])
  })
})
