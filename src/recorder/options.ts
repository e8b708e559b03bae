import { parseArgs } from 'node:util'
import { SCAN_COMMANDS, type ScanCommand } from '../recording/index.ts'
import { bytesOf, type Bytes } from '../server/index.ts'
import { RecorderFault } from './fault.ts'
import { splitWords } from './words.ts'

export const MOST = { count: 1_000, rate: 1_000 } as const
const COUNT = 10
const RATE = 50

export const USAGE = `usage: npm run record -- --url redis://[user:password@]host[:port][/db] [option ...]

Scans a key, or all keys, of a Redis or Valkey server and writes every call with its reply to a file
that the Recordings screen plays. Nothing is written to the server unless you ask for it.

  --key K            the set, hash or sorted set to scan; without it SCAN walks all keys.
                     "\\xff\\x00" in double quotes names bytes, as in redis-cli
  --command C        SCAN, SSCAN, HSCAN or ZSCAN; otherwise the type of the key decides
  --count N          COUNT of each call: 1 to ${MOST.count}, otherwise ${COUNT}
  --match P          MATCH of each call
  --rate N           calls per second at most: 1 to ${MOST.rate}, otherwise ${RATE}
  --out FILE         where the recording goes; otherwise recording-<date>-<time>.jsonl
  --during FILE      commands to send between the calls, one per line. Without further marks one is
                     sent after each call; a line of three dashes stands for a call ("--- 5" for
                     five), then what stands before the first is sent first, and so on
  --allow-writes     needed by --during: its commands may write to the server
  --learn            after the scan, learn twelve bits or more of each returned name's hash from a set
                     of the recorder's own (scanscope:learn:...), which is deleted again
  --help             this text

rediss:// connects with TLS. A password may also stand in the environment, in REDISCLI_AUTH.
Ctrl-C ends the recording and leaves a file that says where it ended.`

/** Where the server is, and as whom we come. */
export interface Target {
  readonly host: string
  readonly port: number
  readonly tls: boolean
  readonly username: string | undefined
  readonly password: string | undefined
  readonly database: number
}

export interface Options {
  readonly target: Target
  /** Null: all keys. */
  readonly key: Bytes | null
  /** Null: the type of the key decides. */
  readonly command: ScanCommand | null
  readonly count: number
  readonly match: Bytes | null
  readonly rate: number
  readonly out: string | null
  readonly during: string | null
  readonly learn: boolean
}

const SCHEMES = new Map([
  ['redis:', false],
  ['valkey:', false],
  ['rediss:', true],
  ['valkeys:', true],
])

function decoded(part: string): string | undefined {
  try {
    return part === '' ? undefined : decodeURIComponent(part)
  } catch {
    throw new RecorderFault('The user or password in --url has a broken %-escape; write % as %25.')
  }
}

/** Reads the address; no sentence repeats it, since it may hold a password. */
function targetOf(text: string, environment: NodeJS.ProcessEnv): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const tls = SCHEMES.get(url?.protocol ?? '')
  if (url === undefined || tls === undefined || url.hostname === '') {
    throw new RecorderFault('--url must be of the form redis://[user:password@]host[:port][/db].')
  }
  const database = url.pathname.replace(/^\//, '')
  if (!/^\d{0,4}$/.test(database)) {
    throw new RecorderFault(
      'The path of --url must be the number of a database, as in redis://host/0.',
    )
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    tls,
    username: decoded(url.username),
    password: decoded(url.password) ?? (environment['REDISCLI_AUTH'] || undefined),
    database: Number(database),
  }
}

function numberOf(name: 'count' | 'rate', text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= MOST[name]) return number
  throw new RecorderFault(`--${name} must be a whole number from 1 to ${MOST[name]}.`)
}

function keyOf(text: string): Bytes {
  if (!text.startsWith('"')) return bytesOf(text)
  const [word, ...rest] = splitWords(text) ?? []
  if (word !== undefined && rest.length === 0) return word
  throw new RecorderFault('--key begins with a double quote and must end with one, as in "\\xff".')
}

function commandOf(text: string | undefined, key: Bytes | null): ScanCommand | null {
  const command = SCAN_COMMANDS.find((name) => name === text?.toUpperCase())
  if (text !== undefined && command === undefined) {
    throw new RecorderFault(`--command must be one of ${SCAN_COMMANDS.join(', ')}.`)
  }
  if (command === 'SCAN' && key !== null) {
    throw new RecorderFault('SCAN walks all keys and takes no --key; leave one of the two away.')
  }
  if (command !== undefined && command !== 'SCAN' && key === null) {
    throw new RecorderFault(`${command} walks one key: name it with --key.`)
  }
  return command ?? (key === null ? 'SCAN' : null)
}

const text = { type: 'string' as const }
const flag = { type: 'boolean' as const }
const spelling = {
  url: text,
  key: text,
  command: text,
  count: text,
  match: text,
  rate: text,
  out: text,
  during: text,
  'allow-writes': flag,
  learn: flag,
  help: flag,
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: spelling, allowPositionals: false }).values
  } catch {
    // What parseArgs says repeats the argument, and that may hold a password.
    const known = Object.keys(spelling)
    const unknown = args
      .map((arg) => /^--?([a-z][\w-]*)/i.exec(arg)?.[1])
      .find((name) => name !== undefined && !known.includes(name))
    throw new RecorderFault(
      unknown === undefined
        ? 'The options are not understood; each is --name value. --help lists them.'
        : `There is no option --${unknown.slice(0, 40)}; --help lists the options.`,
    )
  }
}

/** What is asked for; 'help' when that is. Throws a RecorderFault when it is not understood. */
export function parseOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Options | 'help' {
  const values = parsed(args)
  if (values.help === true) return 'help'
  if (values.url === undefined)
    throw new RecorderFault('--url is missing; --help lists the options.')
  const writes = values['allow-writes'] === true
  if (values.during !== undefined && !writes) {
    throw new RecorderFault(
      '--during sends commands that may write; add --allow-writes if the server may be written to.',
    )
  }
  const key = values.key === undefined ? null : keyOf(values.key)
  return {
    target: targetOf(values.url, environment),
    key,
    command: commandOf(values.command, key),
    count: numberOf('count', values.count, COUNT),
    match: values.match === undefined ? null : bytesOf(values.match),
    rate: numberOf('rate', values.rate, RATE),
    out: values.out ?? null,
    during: values.during ?? null,
    learn: values.learn === true,
  }
}
