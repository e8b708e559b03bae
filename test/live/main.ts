import { writeFileSync } from 'node:fs'
import type { Bytes, ServerConfig } from '../../src/server/index.ts'
import { profileOf } from '../conformance/read.ts'
import { clusterMain } from './cluster/main.ts'
import { sorts, type SortName } from './commands.ts'
import { compareSequence, emptyTally, type Setting, type Tally } from './compare.ts'
import { learn, namesToLearn } from './learn.ts'
import { plants, type PlantName } from './model.ts'
import { countOdd, oddSequence } from './oddities.ts'
import { findRedisServer, RedisServer, versionOf } from './redisServer.ts'
import { countSequence, LENGTH, sumOf, type Count } from './script.ts'
import { countSteps, stepsSequence } from './steps.ts'
import { writeStories } from './stories.ts'

const USAGE = `usage: npm run test:live -- [--commands N] [--seed N] [--plant ${Object.keys(plants).join('|')}]
       --commands N   compare about N commands
       --seed N       other random sequences
       --plant RULE   plant a wrong rule, which must be found
       --any-version yes       a server of a version that has not been judged before
       --write-stories FOLDER  keep what the server answers to a few sequences, for test/traces
       --write-evidence FILE   count a run without a difference, for the page`
const HASH_BITS = 12
const DEFAULT_COMMANDS = 220_000
/** Of the other versions' servers the model was read, not measured, or only in part. */
const JUDGED: readonly ServerConfig['profile'][] = ['redis-7.0', 'redis-8.0']
/** How the commands are shared out among the sorts. */
const SHARES: Readonly<Record<SortName, number>> = {
  sets: 0.35,
  hashes: 0.22,
  'sorted sets': 0.22,
  keyspace: 0.21,
}

export interface LiveOptions {
  readonly commands: number
  readonly seed: number
  readonly plant: PlantName | null
  readonly anyVersion: boolean
  /** Where stories of the server are written; null: nowhere. */
  readonly stories: string | null
}

export const DEFAULTS: LiveOptions = {
  commands: DEFAULT_COMMANDS,
  seed: 1,
  plant: null,
  anyVersion: false,
  stories: null,
}

interface Invocation extends LiveOptions {
  readonly evidence: string | null
}

/** What is asked for; undefined when it is not understood. */
function parseOptions(args: readonly string[]): Invocation | undefined {
  let options: Invocation = { ...DEFAULTS, evidence: null }
  for (let i = 0; i < args.length; i += 2) {
    const [name, value = ''] = args.slice(i, i + 2)
    const number = Number(value)
    if (name === '--commands' && number > 0) options = { ...options, commands: number }
    else if (name === '--seed' && Number.isInteger(number)) options = { ...options, seed: number }
    else if (name === '--any-version' && value === 'yes') options = { ...options, anyVersion: true }
    else if (name === '--plant' && value in plants) {
      options = { ...options, plant: value as PlantName }
    } else if (name === '--write-stories' && value !== '') {
      options = { ...options, stories: value }
    } else if (name === '--write-evidence' && value !== '') {
      options = { ...options, evidence: value }
    } else return undefined
  }
  return options
}

/** The seeds of the random sequences of a sort. */
const seedsOf = (name: SortName, { commands, seed }: LiveOptions): readonly number[] =>
  Array.from(
    { length: Math.ceil((commands * SHARES[name]) / LENGTH) },
    (_, i) => seed * 1_000_000 + i,
  )

const sortNames = Object.keys(sorts) as SortName[]

/** What a run without a difference compares, counted without a server. */
export function countRun(options: LiveOptions, profile: ServerConfig['profile']): Count {
  const names: readonly Bytes[] = namesToLearn(HASH_BITS)
  return sumOf([
    countOdd(options.seed),
    countSteps(profile, names),
    ...sortNames.flatMap((name) =>
      seedsOf(name, options).map((seed) => countSequence(name, seed, names)),
    ),
  ])
}

export interface LiveResult {
  readonly version: string
  readonly profile: ServerConfig['profile']
  readonly tallies: ReadonlyMap<string, Tally>
}

async function compareAll(setting: Setting, options: LiveOptions): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>()
  const tallyOf = (name: string) => {
    const tally = emptyTally()
    tallies.set(name, tally)
    return tally
  }
  await oddSequence(setting, tallyOf('odd words'), options.seed)
  await stepsSequence(setting, tallyOf('steps'))
  for (const name of sortNames) {
    const tally = tallyOf(name)
    for (const seed of seedsOf(name, options)) await compareSequence(setting, tally, name, seed)
  }
  return tallies
}

/** Why nothing can be compared here. */
export interface Skipped {
  readonly skipped: string
}

/** Starts a server, learns its hash and compares. */
export async function compareLive(options: LiveOptions): Promise<LiveResult | Skipped> {
  const path = findRedisServer()
  if (path === undefined) return { skipped: 'no redis-server' }
  const version = versionOf(path)
  const profile = profileOf(version)
  if (profile === undefined) return { skipped: `no rules are known for redis-server ${version}` }
  if (!JUDGED.includes(profile) && !options.anyVersion) {
    return { skipped: `redis-server ${version} is none of the versions that are judged` }
  }
  const server = await RedisServer.start(path)
  try {
    // A child that saves sleeps so long over each key that it lives until it is ended.
    await server.client.call('CONFIG', 'SET', 'rdb-key-save-delay', '30000000')
    const low = await learn(server.client, HASH_BITS)
    const setting = { server, profile, low, plant: options.plant }
    if (options.stories !== null) await writeStories(setting, version, options.stories)
    return { version, profile, tallies: await compareAll(setting, options) }
  } finally {
    await server.stop()
  }
}

function summary(name: string, tally: Tally): string {
  return (
    `${name}: ${tally.commands} commands, ${tally.scans} scan replies ` +
    `(${tally.scansWhileRehashing} while rehashing), ${tally.differing} differences`
  )
}

/** The text of an evidence file, as prettier would have it. */
export const evidenceText = (versions: readonly string[], { commands, scans }: Count) => `{
  "versions": [${versions.map((version) => JSON.stringify(version)).join(', ')}],
  "commands": ${commands},
  "scans": ${scans}
}
`

/** Tells what was compared; returns whether nothing differed. */
function report({ version, tallies }: LiveResult, count: Count): boolean {
  for (const [name, tally] of tallies) {
    console.log(summary(name, tally))
    for (const difference of tally.differences) console.log(`  ${difference}`)
  }
  const differing = [...tallies.values()].reduce((sum, tally) => sum + tally.differing, 0)
  const compared = `live: redis-server ${version}, ${count.commands} commands compared`
  console.log(`${compared}, ${count.scans} of them scans, ${differing} differences`)
  return differing === 0
}

/** Compares the model with a real server; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args)
  if (options === undefined) {
    console.log(USAGE)
    return 1
  }
  const result = await compareLive(options)
  if ('skipped' in result) {
    console.log(`skipped: ${result.skipped}`)
    return 0
  }
  const count = sumOf([...result.tallies.values()])
  if (!report(result, count)) return 1
  if (!(await clusterMain(result.version, options.seed, options.stories))) return 1
  const planned = countRun(options, result.profile)
  if (count.commands !== planned.commands || count.scans !== planned.scans) {
    console.log(`but ${planned.commands} and ${planned.scans} were to be compared`)
    return 1
  }
  if (options.evidence !== null && options.plant === null) {
    writeFileSync(options.evidence, evidenceText([result.version], count))
  }
  return 0
}
