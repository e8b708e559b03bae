import type { ClusterVersion } from '../../../src/cluster/index.ts'
import { profileOf } from '../../conformance/read.ts'
import { findRedisServer } from '../redisServer.ts'
import { judge, type Verdict } from './judge.ts'
import { play } from './play.ts'
import { writeClusterStory } from './story.ts'

/** Of the other versions' clusters the model was read, not measured. */
const JUDGED: readonly ClusterVersion[] = ['redis-7.0', 'redis-8.0']

/** The rules of a redis-server's cluster; undefined when they have not been judged. */
export const judgedVersion = (version: string): ClusterVersion | undefined =>
  JUDGED.find((one) => one === profileOf(version))

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

/** Compares the model with a real cluster, and keeps its story if asked to; returns whether nothing differed. */
export async function clusterMain(
  version: string,
  seed: number,
  stories: string | null,
): Promise<boolean> {
  const path = findRedisServer()
  const judged = judgedVersion(version)
  if (path === undefined || judged === undefined) {
    console.log(`cluster: skipped, redis-server ${version} is none of the versions that are judged`)
    return true
  }
  const transcript = await play(path, seed, judged)
  if (stories !== null) writeClusterStory(transcript, version, stories)
  return report(judge(transcript))
}
