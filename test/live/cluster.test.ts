import { beforeAll, describe, expect, it } from 'vitest'
import { clusterPlants, judge, type ClusterPlantName } from './cluster/judge.ts'
import { judgedVersion, wrongPredictions } from './cluster/main.ts'
import { play } from './cluster/play.ts'
import type { Transcript } from './cluster/transcript.ts'
import { findRedisServer, versionOf } from './redisServer.ts'

const path = findRedisServer()
const version = path === undefined ? undefined : judgedVersion(versionOf(path))

describe.runIf(version !== undefined)('a real cluster, three primaries and three replicas', () => {
  let transcript: Transcript

  beforeAll(async () => {
    transcript = await play(path ?? '', 7, version)
  }, 120_000)

  it('answers as the model does, call by call, while slots move and a node fails over', () => {
    const { compared, scans, differences } = judge(transcript)
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(600)
    expect(scans).toBeGreaterThan(250)
  })

  it('loses and repeats exactly the keys that the model predicts', () => {
    const verdict = judge(transcript)
    expect(wrongPredictions(verdict)).toEqual([])
    const counts = (walk: string) => {
      const { missed = [], doubled = [] } = verdict.walks.get(walk)?.real ?? {}
      return { missed: missed.length, doubled: doubled.length }
    }
    // The three keys of the slot that moved behind the scan, and of the one that moved ahead.
    expect(counts('slots move')).toEqual({ missed: 3, doubled: 3 })
    // Half of a node of some 260 keys under another seed: about a quarter each.
    const { missed, doubled } = counts('fails over')
    expect(Math.min(missed, doubled)).toBeGreaterThan(30)
    expect(Math.max(missed, doubled)).toBeLessThan(110)
  })

  it.each(Object.keys(clusterPlants) as ClusterPlantName[])(
    'finds the planted fault: %s',
    (plant) => {
      expect(judge(transcript, plant).differences.length).toBeGreaterThan(5)
    },
  )
})
