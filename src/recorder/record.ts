import { sizeFromCursors, textFrom, type ScanCommand } from '../recording/index.ts'
import type { Bytes, Reply } from '../server/index.ts'
import { Connection } from './connection.ts'
import { readDuring, type During } from './during.ts'
import { factsOf, processedBy, type ServerFacts } from './facts.ts'
import { RecorderFault } from './fault.ts'
import { RecordingFile, type HeaderFields } from './file.ts'
import { learn, LEARN_BITS, MOST_NAMES, type Learned } from './learn.ts'
import type { Options } from './options.ts'
import { Pace } from './pace.ts'
import { Progress, type Screen } from './progress.ts'
import { Scan, type Ended } from './scan.ts'
import { shown } from './words.ts'

/** What the recorder needs from outside. */
export interface World {
  /** Where the progress bar goes, and what there is to say while recording. */
  readonly screen: Screen
  readonly stop: AbortSignal
  readonly now: () => Date
}

/** What came of it: a sentence, and whether the scan was complete. */
export interface Recorded {
  readonly path: string
  readonly ended: Ended
  readonly sentences: readonly string[]
}

const COMMANDS: Readonly<Record<string, ScanCommand>> = {
  set: 'SSCAN',
  hash: 'HSCAN',
  zset: 'ZSCAN',
}

const KINDS: Readonly<Record<string, string>> = {
  set: 'a set',
  hash: 'a hash',
  zset: 'a sorted set',
  string: 'a string',
  list: 'a list',
  stream: 'a stream',
}

const textOfReply = (reply: Reply) =>
  reply.kind === 'status' ? reply.text : reply.kind === 'bulk' ? reply.bytes : ''

/** The command for a key by its type. Faults: no such key, nothing to scan, another type. */
async function commandFor(
  connection: Connection,
  { key, command, target }: Options,
): Promise<ScanCommand> {
  if (key === null) return 'SCAN'
  const type = textOfReply(await connection.ask('TYPE', key))
  if (type === 'none') {
    throw new RecorderFault(`There is no key ${shown(key)} in database ${target.database}.`)
  }
  const own = COMMANDS[type]
  const kind = KINDS[type] ?? `a value of the type ${type}`
  if (own === undefined) {
    throw new RecorderFault(
      `${shown(key)} is ${kind}; only sets, hashes and sorted sets are scanned.`,
    )
  }
  if (command !== null && command !== own) {
    throw new RecorderFault(`${shown(key)} is ${kind}: ${command} does not scan it, ${own} does.`)
  }
  return own
}

/** Whether the key, or the database, holds nothing. */
async function isEmpty(connection: Connection, key: Bytes | null): Promise<boolean> {
  const reply = await (key === null ? connection.ask('DBSIZE') : connection.ask('EXISTS', key))
  return reply.kind === 'integer' && reply.value === '0'
}

const stamp = (now: Date) => now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)

interface Setting {
  readonly options: Options
  readonly world: World
  readonly connection: Connection
  readonly facts: ServerFacts
  readonly during: During | null
  readonly empty: boolean
}

function headerOf({ options, facts, empty }: Setting, command: ScanCommand | null): HeaderFields {
  const { key, count, match } = options
  const what = key === null ? 'all keys' : shown(key)
  return {
    source: 'redis-server',
    version: facts.version,
    recorder: 'scanscope 1',
    server: facts.server,
    mode: facts.mode,
    story: `${command ?? 'a scan'} of ${what}, COUNT ${count}`,
    ...(command !== null && { command }),
    key: key === null ? null : textFrom(key),
    count,
    match: match === null ? null : textFrom(match),
    start: empty ? 'empty' : 'unknown',
    alone: false,
    config: facts.config,
  }
}

/** What only the end of the recording knows. */
function finalFields(scan: Scan, alone: boolean, learned: Learned | null): HeaderFields {
  const calls = scan.calls.map((call) => ({ ...call, keys: [] }))
  const size = sizeFromCursors(calls)
  return {
    alone,
    ...(size !== null && { sizeFromCursors: size }),
    result: { calls: calls.length, returned: scan.returned, distinct: scan.names.size },
    ...(learned !== null && {
      hashBits: learned.bits,
      hashLow: Object.fromEntries([...learned.low].map(([name, low]) => [textFrom(name), low])),
    }),
  }
}

/** Bits that tell the buckets of a table of this size, with one to spare for a growth. */
function bitsFor(size: number | null): number {
  const wanted = size === null ? 0 : Math.log2(size) + 1
  return Math.max(LEARN_BITS.least, Math.min(LEARN_BITS.most, wanted))
}

async function learnNames(
  { connection, options, world }: Setting,
  scan: Scan,
  sentences: string[],
): Promise<Learned | null> {
  const names = [...scan.names].slice(0, MOST_NAMES)
  if (!options.learn || names.length === 0) return null
  const calls = scan.calls.map((call) => ({ ...call, keys: [] }))
  try {
    const pace = new Pace(options.rate, world.stop)
    const learned = await learn(connection, pace, names, bitsFor(sizeFromCursors(calls)))
    sentences.push(`Learned ${learned.bits} bits of the hashes of ${learned.low.size} names.`)
    return learned
  } catch (error) {
    if (!(error instanceof RecorderFault)) throw error
    sentences.push(`The hashes were not learned: ${error.message}`)
    return null
  }
}

/** Between two looks at the server's count only our own commands may have run. */
async function createWatch(connection: Connection): Promise<() => Promise<boolean>> {
  const before = await processedBy(connection)
  const sent = connection.sent
  return async () => {
    const own = connection.sent + 1 - sent
    const after = await processedBy(connection).catch(() => null)
    return before !== null && after !== null && after - before === own
  }
}

function sentencesOf(scan: Scan, during: During | null): string[] {
  const sentences: string[] = []
  if (scan.refused > 0) {
    const first = `the first: ${scan.firstRefusal.slice(0, 200)}`
    sentences.push(`The server refused ${scan.refused} commands of ${during?.name}; ${first}`)
  }
  if (scan.unsent > 0) {
    sentences.push(`The scan ended before ${scan.unsent} commands of ${during?.name} were sent.`)
  }
  return sentences
}

/** Scans into a new file, which is whole whatever ends the scan. */
async function scanInto(setting: Setting, path: string): Promise<Recorded> {
  const { options, world, connection, during } = setting
  const prepared = (during?.groups[0]?.length ?? 0) > 0
  const early = prepared ? options.command : await commandFor(connection, options)
  const isAlone = await createWatch(connection)
  const file = new RecordingFile(path, headerOf(setting, early))
  const progress = new Progress(world.screen)
  const pace = new Pace(options.rate, world.stop)
  const scan = new Scan({ connection, file, pace, during, asked: options }, (one) => {
    progress.show(one.place, one.calls.length, one.returned)
  })
  if (!prepared) scan.command = early
  const ended = await scan.run(() => commandFor(connection, options))
  progress.show(scan.place, scan.calls.length, scan.returned)
  progress.end()
  const alone = await isAlone()
  const sentences = sentencesOf(scan, during)
  const learned = ended.why === 'complete' ? await learnNames(setting, scan, sentences) : null
  const { text, ...end } = ended
  file.write({ event: text, end })
  file.finish({ ...headerOf(setting, scan.command), ...finalFields(scan, alone, learned) })
  return { path, ended, sentences }
}

/** Connects, scans, writes the recording. Throws a RecorderFault when there is nothing to write. */
export async function record(options: Options, world: World): Promise<Recorded> {
  const during = options.during === null ? null : readDuring(options.during)
  const connection = await Connection.open(options.target)
  try {
    const facts = await factsOf(connection)
    const empty = await isEmpty(connection, options.key)
    const setting = { options, world, connection, facts, during, empty }
    return await scanInto(setting, options.out ?? `recording-${stamp(world.now())}.jsonl`)
  } finally {
    connection.close()
  }
}
