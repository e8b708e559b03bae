import { writeFileSync } from 'node:fs'
import { profileOf } from '../conformance/read.ts'
import { sorts, type SortName } from './commands.ts'
import { compareSequence, emptyTally, LENGTH, type Setting, type Tally } from './compare.ts'
import { learn } from './learn.ts'
import { plants, type PlantName } from './model.ts'
import { oddSequence } from './oddities.ts'
import { findRedisServer, RedisServer } from './redisServer.ts'

const USAGE = `usage: npm run test:live -- [--commands N] [--seed N] [--plant ${Object.keys(plants).join('|')}]
       --commands N   compare about N commands
       --seed N       other random sequences
       --plant RULE   plant a wrong rule, which must be found
       --write-evidence FILE   count a run without a difference, for the page`
const HASH_BITS = 12
const DEFAULT_COMMANDS = 220_000
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
}

interface Invocation extends LiveOptions {
  readonly evidence: string | null
}

/** What is asked for; undefined when it is not understood. */
function parseOptions(args: readonly string[]): Invocation | undefined {
  let options: Invocation = { commands: DEFAULT_COMMANDS, seed: 1, plant: null, evidence: null }
  for (let i = 0; i < args.length; i += 2) {
    const [name, value = ''] = args.slice(i, i + 2)
    const number = Number(value)
    if (name === '--commands' && number > 0) options = { ...options, commands: number }
    else if (name === '--seed' && Number.isInteger(number)) options = { ...options, seed: number }
    else if (name === '--plant' && value in plants) {
      options = { ...options, plant: value as PlantName }
    } else if (name === '--write-evidence' && value !== '') {
      options = { ...options, evidence: value }
    } else return undefined
  }
  return options
}

export interface LiveResult {
  readonly version: string
  readonly tallies: ReadonlyMap<string, Tally>
}

async function compareAll(setting: Setting, options: LiveOptions): Promise<Map<string, Tally>> {
  const { commands, seed } = options
  const tallies = new Map<string, Tally>()
  const odd = emptyTally()
  await oddSequence(setting, odd, seed)
  tallies.set('odd words', odd)
  for (const name of Object.keys(sorts) as SortName[]) {
    const tally = emptyTally()
    const sequences = Math.ceil((commands * SHARES[name]) / LENGTH)
    for (let i = 0; i < sequences; i++) {
      await compareSequence(setting, tally, name, seed * 1_000_000 + i)
    }
    tallies.set(name, tally)
  }
  return tallies
}

/** Starts a server, learns its hash and compares; undefined when there is no server. */
export async function compareLive(options: LiveOptions): Promise<LiveResult | undefined> {
  const path = findRedisServer()
  if (path === undefined) return undefined
  const server = await RedisServer.start(path)
  try {
    const profile = profileOf(server.version)
    if (profile === undefined) {
      throw new Error(`no rules are known for redis-server ${server.version}`)
    }
    // A child that saves sleeps so long over each key that it lives until it is ended.
    await server.client.call('CONFIG', 'SET', 'rdb-key-save-delay', '30000000')
    const low = await learn(server.client, HASH_BITS)
    const setting = { server, profile, low, plant: options.plant }
    return { version: server.version, tallies: await compareAll(setting, options) }
  } finally {
    await server.stop()
  }
}

function summary(name: string, tally: Tally): string {
  return (
    `${name}: ${tally.commands} commands, ${tally.scans} scan replies ` +
    `(${tally.scansWhileRehashing} while rehashing), ${tally.differing} sequences differ`
  )
}

interface Evidence {
  readonly versions: readonly string[]
  readonly commands: number
  readonly scans: number
}

/** The text of an evidence file, as prettier would have it. */
const evidenceText = ({ versions, commands, scans }: Evidence) => `{
  "versions": [${versions.map((version) => JSON.stringify(version)).join(', ')}],
  "commands": ${commands},
  "scans": ${scans}
}
`

const sumOf = (tallies: LiveResult['tallies'], count: (tally: Tally) => number) =>
  [...tallies.values()].reduce((sum, tally) => sum + count(tally), 0)

/** Compares the model with a real server; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args)
  if (options === undefined) {
    console.log(USAGE)
    return 1
  }
  const result = await compareLive(options)
  if (result === undefined) {
    console.log('skipped: no redis-server')
    return 0
  }
  const { version, tallies } = result
  for (const [name, tally] of tallies) {
    console.log(summary(name, tally))
    for (const difference of tally.differences) console.log(`  ${difference}`)
  }
  const commands = sumOf(tallies, (tally) => tally.commands)
  const differing = sumOf(tallies, (tally) => tally.differing)
  console.log(
    `live: redis-server ${version}, ${commands} commands compared, ${differing} sequences differ`,
  )
  if (options.evidence !== null && differing === 0 && options.plant === null) {
    const scans = sumOf(tallies, (tally) => tally.scans)
    writeFileSync(options.evidence, evidenceText({ versions: [version], commands, scans }))
  }
  return differing === 0 ? 0 : 1
}
