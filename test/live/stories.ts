import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { textFrom } from '../../src/recording/index.ts'
import type { Bytes, Reply } from '../../src/server/index.ts'
import type { SortName, Words } from './commands.ts'
import { compareSequence, emptyTally, type Setting } from './compare.ts'
import { scriptOf, newScene } from './script.ts'

/** What needs neither serverCron nor a child: nothing happens but what is asked. */
const QUIET: readonly SortName[] = ['sets', 'hashes', 'sorted sets']
const SEQUENCES = 4

/** A reply as the stories write it; an error has its dash. */
function jsonOfReply(reply: Reply): unknown {
  switch (reply.kind) {
    case 'nil':
      return null
    case 'status':
      return reply.text
    case 'error':
      return `-${reply.text}`
    case 'integer':
      return Number(reply.value)
    case 'bulk':
      return textFrom(reply.bytes)
    case 'array':
      return reply.items.map(jsonOfReply)
  }
}

/** The first seeds of which no child saves on the way. */
function quietSeeds(sort: SortName, names: readonly Bytes[]): readonly number[] {
  const seeds: number[] = []
  for (let seed = 1; seeds.length < SEQUENCES; seed++) {
    const steps = scriptOf(sort, newScene(seed, names))
    if (!steps.some(({ kind }) => kind === 'endChild')) seeds.push(seed)
  }
  return seeds
}

interface Line {
  readonly cmd: readonly string[]
  readonly reply: unknown
}

/** The learned bits of the names that occur. */
function hashLowOf(lines: readonly Line[], low: Setting['low']) {
  const said = new Set(lines.flatMap(({ cmd }) => cmd))
  const pairs = [...low].map(([name, bits]) => [textFrom(name), bits] as const)
  return Object.fromEntries(pairs.filter(([name]) => said.has(name)))
}

/** Plays random sequences on the server and writes each as a story, whatever the model says. */
export async function writeStories(setting: Setting, version: string, folder: string) {
  mkdirSync(folder, { recursive: true })
  for (const sort of QUIET) {
    const lines: Line[] = []
    const keep = (words: Words, reply: Reply) => {
      lines.push({ cmd: words.map(textFrom), reply: jsonOfReply(reply) })
    }
    for (const seed of quietSeeds(sort, [...setting.low.keys()])) {
      await compareSequence({ ...setting, keep }, emptyTally(), sort, seed)
    }
    const header = {
      source: 'redis-server',
      version,
      story: `random commands on ${sort}`,
      hashBits: 12,
      hashLow: hashLowOf(lines, setting.low),
    }
    const text = [header, ...lines.map((line, nth) => ({ i: nth + 1, ...line }))]
    const name = `random-${sort.replace(' ', '-')}.${version}.jsonl`
    writeFileSync(join(folder, name), `${text.map((line) => JSON.stringify(line)).join('\n')}\n`)
  }
}
