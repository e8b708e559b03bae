import { EMPTY_DICT, type DictState, type Table } from '../../engine/index.ts'
import { isInteger, lower, type Bytes } from '../bytes.ts'
import { bulk, notAnInteger, OK, Refusal, type Reply } from '../reply.ts'
import type { Session } from '../session.ts'
import { isTable } from '../value.ts'

const NOTHING = 'No stats available for empty dictionaries\n'
const MAX_CHAIN_SHOWN = 49

/** C's %.2f of a 32-bit float: a tie goes to the even digit. */
function twoDecimals(value: number): string {
  // A float has 24 bits, so a hundred times it is exact.
  const scaled = Math.fround(value) * 100
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 === 1)
  const digits = String(floor + (up ? 1 : 0)).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** How many buckets have a chain of each length; the last line counts all longer ones too. */
function distribution({ buckets }: Table): readonly string[] {
  const counts = new Map<number, number>()
  for (const { length } of buckets) {
    const shown = Math.min(length, MAX_CHAIN_SHOWN)
    counts.set(shown, (counts.get(shown) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([length, count]) => {
      const share = twoDecimals((100 * count) / buckets.length)
      return `   ${length}: ${count} (${share}%)\n`
    })
}

function chainLines(table: Table): string {
  const { buckets, used } = table
  const lengths = buckets.map(({ length }) => length).filter((length) => length > 0)
  const average = twoDecimals(used / lengths.length)
  return [
    ` different slots: ${lengths.length}\n`,
    ` max chain length: ${lengths.reduce((a, b) => Math.max(a, b), 0)}\n`,
    ` avg chain length (counted): ${average}\n`,
    ` avg chain length (computed): ${average}\n`,
    ` Chain length distribution:\n`,
    ...distribution(table),
  ].join('')
}

function tableStats(table: Table, index: number, full: boolean): string {
  const name = index === 0 ? 'main hash table' : 'rehashing target'
  const head = `Hash table ${index} stats (${name}):\n`
  if (table.used === 0) return head + NOTHING
  const counts = ` table size: ${table.buckets.length}\n number of elements: ${table.used}\n`
  return head + counts + (full ? chainLines(table) : '')
}

/** What HTSTATS-KEY prints of a dict: an empty table shows no size, even in the middle of a rehash. */
const dictStats = ({ tables, rehashIndex }: DictState, full: boolean): string =>
  tables
    .slice(0, rehashIndex < 0 ? 1 : 2)
    .map((table, index) => tableStats(table, index, full))
    .join('')

const isFull = ({ rules }: Session, word: Bytes | undefined) =>
  rules.profile.htstatsFull === 'always' || lower(word ?? '') === 'full'

function htstats({ state, rules }: Session, database: Bytes, full: boolean): Reply {
  if (!isInteger(database)) throw notAnInteger()
  const number = Number(database)
  if (number < 0 || number > 15) throw new Refusal('ERR Out of range database')
  const [keyspace, expires] =
    number === 0 ? [state.keyspace, state.expires] : [EMPTY_DICT, EMPTY_DICT]
  const stats = (dict: DictState) =>
    rules.profile.htstatsEmpty || dict.tables.some(({ buckets }) => buckets.length > 0)
      ? dictStats(dict, full)
      : ''
  return bulk(`[Dictionary HT]\n${stats(keyspace)}[Expires HT]\n${stats(expires)}`)
}

function htstatsKey(session: Session, key: Bytes, full: boolean): Reply {
  const value = session.lookup(key)
  if (value === undefined) throw new Refusal('ERR no such key')
  if (!isTable(value)) {
    throw new Refusal(
      'ERR The value stored at the specified key is not represented using an hash table',
    )
  }
  return bulk(dictStats(value.dict, full))
}

/** DEBUG HTSTATS, HTSTATS-KEY and SET-ACTIVE-EXPIRE. */
export function debug(session: Session, [, word = '', ...words]: readonly Bytes[]): Reply {
  const [first = '', second] = words
  const full = isFull(session, second)
  const name = lower(word)
  const most = session.rules.profile.htstatsFull === 'always' ? 1 : Infinity
  const fits = words.length >= 1 && words.length <= most
  if (name === 'htstats' && fits) return htstats(session, first, full)
  if (name === 'htstats-key' && fits) return htstatsKey(session, first, full)
  if (name === 'set-active-expire' && words.length === 1) {
    session.tell({ kind: 'option.set', name: 'active-expire', value: Number(first) === 0 ? 0 : 1 })
    return OK
  }
  throw new Refusal(
    `ERR unknown subcommand or wrong number of arguments for '${word}'. Try DEBUG HELP.`,
  )
}
