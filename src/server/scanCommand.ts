import { isInteger, lower, untilZero, type Bytes } from './bytes.ts'
import { parseCursor } from './cursor.ts'
import { KEYSPACE, valueAt, type DroppedBy, type Place, type StoppedBy } from './events.ts'
import { isFieldExpired } from './fields.ts'
import { matchesGlob } from './glob.ts'
import { notAnInteger, page, Refusal, syntaxError, type Reply } from './reply.ts'
import { printScore } from './score.ts'
import type { Session } from './session.ts'
import { SLOT_BITS, slotOfPattern, SLOTS } from './slot.ts'
import { isTable, type Collection, type Pair } from './value.ts'
import { slotCursor, walkOf, walkSlots, type Walk, type Walked } from './walk.ts'

interface ScanOptions {
  readonly count: bigint
  /** Null too for a lone star, which is no pattern. */
  readonly match: Bytes | null
  readonly type: Bytes | null
  readonly noValues: boolean
}

const DEFAULT_COUNT = 10n

function parseCount(words: Bytes): bigint {
  if (!isInteger(words)) throw notAnInteger()
  const count = BigInt(words)
  if (count < 1n) throw syntaxError()
  return count
}

/** Step 1: the options. The last of a kind counts. */
function parseOptions(
  { rules }: Session,
  words: readonly Bytes[],
  target: Collection | null,
): ScanOptions {
  const { scan } = rules.profile
  let options: ScanOptions = { count: DEFAULT_COUNT, match: null, type: null, noValues: false }
  for (let i = 0; i < words.length; i++) {
    const name = lower(untilZero(words[i] ?? ''))
    const value = words[i + 1]
    if (name === 'novalues' && scan.noValues) {
      if (target?.type !== 'hash') {
        throw new Refusal('ERR NOVALUES option can only be used in HSCAN')
      }
      options = { ...options, noValues: true }
      continue
    }
    if (value === undefined) throw syntaxError()
    if (name === 'count') options = { ...options, count: parseCount(value) }
    else if (name === 'match') options = { ...options, match: value === '*' ? null : value }
    else if (name === 'type' && target === null && scan.type !== 'none') {
      options = { ...options, type: lower(untilZero(value)) }
    } else throw syntaxError()
    i++
  }
  return options
}

/** More calls than any table of ours takes. */
const UNBOUNDED = 2 ** 52

/**
 * The dictScan calls that a command may make besides the first: ten for each COUNT, in 64 bits.
 * What does not fit turns around, and what has turned negative stops nothing.
 */
function budgetOf({ rules }: Session, count: bigint, target: Collection | null): number {
  const pairs = target !== null && target.type !== 'set'
  const times = pairs && rules.profile.scan.doublesPairs ? 20n : 10n
  const budget = BigInt.asIntN(64, count * times)
  return budget < 0n || budget > UNBOUNDED ? UNBOUNDED : Number(budget)
}

/**
 * Step 2: dictScan again and again, until it returns 0, until COUNT elements are collected or the
 * budget is used up. Filters come later, so a page may well be empty. No call moves a bucket.
 */
function collect(
  session: Session,
  walk: Walk,
  start: number,
  count: bigint,
  budget: number,
): Walked {
  const keys: Bytes[] = []
  let cursor = start
  let calls = 0
  let stoppedBy: StoppedBy
  do {
    const call = walk(cursor)
    keys.push(...call.keys)
    cursor = call.cursor
    calls++
    stoppedBy = cursor === 0 ? 'end' : BigInt(keys.length) >= count ? 'count' : 'budget'
  } while (stoppedBy === 'budget' && calls <= budget)
  session.tell({ kind: 'scan.collected', calls, stoppedBy })
  return { cursor, keys }
}

/** Step 3 for one key of the keyspace, after MATCH: why it is dropped, or null. */
function keyDropped(session: Session, key: Bytes, type: Bytes | null): DroppedBy | null {
  const { profile } = session.rules
  if (type !== null) {
    const value = session.lookup(key)
    // Until 7.0 an expired key has the type "none" here, and who asks for that type gets it.
    if (value === undefined && (profile.scan.type === 'lookup' || type !== 'none')) return 'expiry'
    if (value !== undefined && value.type !== type) return 'type'
    if (profile.scan.type === 'lookup') return null
  }
  return session.expireIfNeeded(key) ? 'expiry' : null
}

/** Step 3: what MATCH, TYPE and the clock leave of the page. An expired field stays where it is. */
function filter(
  session: Session,
  keys: readonly Bytes[],
  { match, type }: ScanOptions,
  target: Collection | null,
): readonly Bytes[] {
  return keys.filter((key) => {
    const by: DroppedBy | null =
      match !== null && !matchesGlob(match, key)
        ? 'match'
        : target === null
          ? keyDropped(session, key, type)
          : isFieldExpired(session, target, key)
            ? 'expiry'
            : null
    if (by !== null) session.tell({ kind: 'scan.dropped', key, by })
    return by === null
  })
}

/** Step 4: what a reply shows of a member. */
function shown(
  { rules }: Session,
  target: Collection,
  [member, payload]: Pair,
  { noValues }: ScanOptions,
): readonly Bytes[] {
  if (target.type === 'set' || noValues) return [member]
  if (target.type === 'hash') return [member, payload]
  const style = isTable(target) ? 'digits17' : rules.profile.scores
  return [member, printScore(Number(payload), style)]
}

function tellOptions(
  session: Session,
  place: Place,
  cursor: bigint,
  options: ScanOptions,
  calls: number,
): void {
  const { count, match, type } = options
  session.tell({
    kind: 'scan.options',
    place,
    cursor: String(cursor),
    count: Number(count),
    match,
    type,
    budget: calls,
  })
}

const lowWord = (cursor: bigint) => Number(BigInt.asUintN(32, cursor))

/** The calls over all keys; a pattern that cannot leave its slot keeps the scan there. */
function walkKeys(session: Session, { match }: ScanOptions, last: number): Walk {
  if (session.state.slots === null) return walkOf(session, KEYSPACE)
  return walkSlots(session, match === null ? null : slotOfPattern(match), last)
}

/** The cursor as the walk takes it: the low word, or the slot and the low word of the rest. */
function startOf({ state }: Session, cursor: bigint): number {
  if (state.slots === null) return lowWord(cursor)
  return slotCursor(Number(cursor % BigInt(SLOTS)), lowWord(cursor >> BigInt(SLOT_BITS)))
}

/** SCAN cursor [MATCH pattern] [COUNT count] [TYPE type]; with a dict per slot up to the slot `last`. */
export function scanKeys(
  session: Session,
  [, cursorWords = '', ...words]: readonly Bytes[],
  last = SLOTS - 1,
): Reply {
  const cursor = parseCursor(cursorWords, session.rules.profile)
  const options = parseOptions(session, words, null)
  const budget = budgetOf(session, options.count, null)
  tellOptions(session, KEYSPACE, cursor, options, budget + 1)
  const { keys, cursor: next } = collect(
    session,
    walkKeys(session, options, last),
    startOf(session, cursor),
    options.count,
    budget,
  )
  return page(String(next), filter(session, keys, options, null))
}

/** SSCAN, HSCAN and ZSCAN: key cursor [MATCH pattern] [COUNT count] [NOVALUES] */
export function scanMembers(
  session: Session,
  type: Collection['type'],
  [, key = '', cursorWords = '', ...words]: readonly Bytes[],
): Reply {
  const cursor = parseCursor(cursorWords, session.rules.profile)
  const target = session.collection(key, type)
  if (target === undefined) return page('0', [])
  const options = parseOptions(session, words, target)
  const place = valueAt(key)
  if (!isTable(target)) {
    tellOptions(session, place, cursor, options, 0)
    session.tell({ kind: 'scan.collected', calls: 0, stoppedBy: 'whole' })
    const kept = new Set(
      filter(
        session,
        target.pairs.map(([member]) => member),
        options,
        target,
      ),
    )
    const pairs = target.pairs.filter(([member]) => kept.has(member))
    return page(
      '0',
      pairs.flatMap((pair) => shown(session, target, pair, options)),
    )
  }
  const budget = budgetOf(session, options.count, target)
  tellOptions(session, place, cursor, options, budget + 1)
  const { keys, cursor: next } = collect(
    session,
    walkOf(session, place),
    lowWord(cursor),
    options.count,
    budget,
  )
  const kept = filter(session, keys, options, target)
  const items = kept.flatMap((member) =>
    shown(session, target, [member, target.payloads.get(member) ?? ''], options),
  )
  return page(String(next), items)
}
