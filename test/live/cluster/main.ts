import type { ServerConfig } from '../../../src/server/index.ts'
import { profileOf } from '../../conformance/read.ts'
import { findRedisServer } from '../redisServer.ts'
import { judge, type ClusterPlantName, type Verdict } from './judge.ts'
import { play } from './play.ts'

/** Of the other versions' clusters the model was read, not measured. */
const JUDGED: ServerConfig['profile'] = 'redis-7.0'

const same = (a: readonly string[], b: readonly string[]) => a.join('\n') === b.join('\n')

/** Where the model says that other keys are missed or doubled than the client found. */
export const wrongPredictions = ({ walks }: Verdict): readonly string[] =>
  [...walks].flatMap(([walk, { real, model }]) => {
    const alike = same(real.missed, model.missed) && same(real.doubled, model.doubled)
    return alike ? [] : [`${walk}: the model predicts other keys to be missed or doubled`]
  })

function report(verdict: Verdict): boolean {
  const { compared, scans, differences, walks } = verdict
  for (const [walk, { real, model }] of walks) {
    const counts = `${real.missed.length} keys missed, ${real.doubled.length} doubled`
    const predicted = `${model.missed.length} and ${model.doubled.length}`
    console.log(`cluster, ${walk}: ${counts}; predicted ${predicted}`)
  }
  const wrong = [...differences, ...wrongPredictions(verdict)]
  for (const one of wrong.slice(0, 20)) console.log(`  ${one}`)
  const told = `${compared} replies compared, ${scans} of them scans by a client library`
  console.log(`cluster: 3 primaries and 3 replicas, ${told}, ${differences.length} differences`)
  return wrong.length === 0
}

/** Compares the model with a real cluster; returns whether nothing differed. */
export async function clusterMain(
  version: string,
  seed: number,
  plant: ClusterPlantName | null = null,
): Promise<boolean> {
  const path = findRedisServer()
  if (path === undefined || profileOf(version) !== JUDGED) {
    console.log(`cluster: skipped, redis-server ${version} is none of the versions that are judged`)
    return true
  }
  return report(judge(await play(path, seed), plant))
}
