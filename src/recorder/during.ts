import { readFileSync, statSync } from 'node:fs'
import type { Bytes } from '../server/index.ts'
import { RecorderFault } from './fault.ts'
import { splitWords } from './words.ts'

/** Commands to send: `groups[n]` after n scan calls, `groups[0]` before the first. */
export interface During {
  readonly name: string
  readonly groups: readonly (readonly (readonly Bytes[])[])[]
  readonly commands: number
}

const MOST_BYTES = 2 ** 22
const MOST_COMMANDS = 50_000
const MOST_CALLS = 1_000_000

/** Commands that would change the connection, stop or stall the server, or show a secret. */
const REFUSED = new Set(
  `acl asking auth blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax bzpopmin discard exec failover
  hello migrate monitor multi psubscribe psync punsubscribe quit readonly readwrite replicaof reset
  save select shutdown slaveof ssubscribe subscribe sunsubscribe swapdb sync unsubscribe unwatch wait
  waitaof watch`.split(/\s+/),
)

function isRefused([name = '', ...rest]: readonly Bytes[]): boolean {
  const command = name.toLowerCase()
  const [first = '', second = ''] = rest.map((word) => word.toLowerCase())
  if (command === 'debug') return !/^(htstats|htstats-key|object|jmap)$/.test(first)
  if (command === 'client') return !/^(id|info|list|getname)$/.test(first)
  if (command === 'config') return first !== 'get' && /pass|auth|user|acl|key-file/.test(second)
  if (/^x(read|readgroup)$/.test(command)) return rest.some((word) => /^block$/i.test(word))
  return REFUSED.has(command)
}

const DASHES = /^---(?:\s+(\d{1,7}))?\s*$/

interface Reader {
  readonly groups: (readonly Bytes[])[][]
  readonly name: string
  commands: number
}

function addCommand(reader: Reader, text: string, line: number, spread: boolean): void {
  const at = `Line ${line} of ${reader.name}`
  const words = splitWords(text)
  if (words === undefined) throw new RecorderFault(`${at} has quotes that do not balance.`)
  if (isRefused(words)) {
    throw new RecorderFault(
      `${at}: ${words[0]?.toUpperCase()} is not sent, because it would change the connection, ` +
        `stall the server or show a secret.`,
    )
  }
  reader.commands++
  if (reader.commands > MOST_COMMANDS) {
    throw new RecorderFault(`${reader.name} has more than ${MOST_COMMANDS} commands.`)
  }
  if (spread) reader.groups.push([words])
  else reader.groups.at(-1)?.push(words)
}

/** Reads the text of a --during file; a RecorderFault names the line that is wrong. */
export function parseDuring(text: string, name: string): During {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const spread = !lines.some((line) => DASHES.test(line))
  const reader: Reader = { groups: [[]], name, commands: 0 }
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const dashes = DASHES.exec(line)
    if (dashes === null) addCommand(reader, line, index + 1, spread)
    else for (let calls = Number(dashes[1] ?? 1); calls > 0; calls--) reader.groups.push([])
    if (reader.groups.length > MOST_CALLS) {
      throw new RecorderFault(`Line ${index + 1} of ${name} comes after ${MOST_CALLS} calls.`)
    }
  }
  return { name, groups: reader.groups, commands: reader.commands }
}

/** Reads a --during file. */
export function readDuring(path: string): During {
  let text: string
  try {
    if (statSync(path).size > MOST_BYTES) {
      throw new RecorderFault(`${path} is longer than ${MOST_BYTES} bytes.`)
    }
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof RecorderFault) throw error
    if (error instanceof TypeError) throw new RecorderFault(`${path} is no text in UTF-8.`)
    throw new RecorderFault(`The file ${path} of --during cannot be read: ${reasonOf(error)}.`)
  }
  return parseDuring(text, path)
}

/** What the operating system says of a file, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOENT':
      return 'it does not exist'
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOSPC':
      return 'the disk is full'
    default:
      return code === '' ? 'the reason is not known' : `the system says ${code}`
  }
}
