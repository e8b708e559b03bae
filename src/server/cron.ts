import { entryCount, rehash, shrinkIfNeeded, expandIfNeeded } from '../engine/index.ts'
import type { Bytes } from './bytes.ts'
import { EXPIRES, expiresOfSlot, KEYSPACE, keyspaceOfSlot, type Place } from './events.ts'
import { deleteField } from './fields.ts'
import type { Session } from './session.ts'

/** The parts of serverCron that concern a scan, in their order. */
export type CronWork = 'expire' | 'resize' | 'rehash'

const KEYS_PER_ROUND = 20
/** Where Redis looks at the clock, the model stops after so many rounds. */
const MAX_ROUNDS = 16
const REHASH_BATCH = 100
/** What a machine moves in the millisecond that a tick may take: about 4,000 buckets. */
const MAX_BATCHES = 40

interface Round {
  readonly sampled: number
  readonly expired: number
}

/** Looks at some twenty deadlines and deletes the keys whose time is over. */
function expireRound(session: Session): Round {
  let sampled = 0
  let expired = 0
  for (let calls = 0; sampled < KEYS_PER_ROUND && calls < 20 * KEYS_PER_ROUND; calls++) {
    const dict = session.open(EXPIRES)
    const keys: Bytes[] = []
    const cursor = session.rules.scan(dict, session.state.expireCursor, (id) => {
      keys.push(dict.keyOf(id))
    })
    session.tell({ kind: 'expireCursor.moved', cursor })
    for (const key of keys) {
      sampled++
      const at = session.state.deadlines.get(key) ?? Infinity
      if (session.state.now <= at) continue
      expired++
      session.tell({ kind: 'key.expired', key, by: 'cron' })
      session.deleteKey(key)
    }
    if (cursor === 0) break
  }
  return { sampled, expired }
}

const FIELDS_PER_SECOND = 10_000

/**
 * Deletes fields whose time is over, the oldest first, and the hashes that get empty. Which of two
 * fields with the same deadline goes first is not known of Redis; here it is the one set first.
 */
function expireFields(session: Session): void {
  const { now, options, values } = session.state
  let left = Math.floor(FIELDS_PER_SECOND / Math.max(1, options.hz))
  for (const [key, value] of values) {
    if (value.type !== 'hash' || value.fieldDeadlines === undefined) continue
    const over = [...value.fieldDeadlines]
      .filter(([, at]) => at <= now)
      .sort(([, a], [, b]) => a - b)
    for (const [field] of over) {
      if (left-- <= 0) return
      session.tell({ kind: 'field.expired', key, field, by: 'cron' })
      deleteField(session, key, field)
    }
  }
}

/** With a dict per slot all deadlines are looked at: how far a tick gets there is not measured. */
function expireInSlots(session: Session): void {
  for (const { key } of session.slots.entriesOf('expires')) {
    if (session.state.now <= (session.state.deadlines.get(key) ?? Infinity)) continue
    session.tell({ kind: 'key.expired', key, by: 'cron' })
    session.deleteKey(key)
  }
}

/** Goes on as long as more than a tenth of what it looks at has expired. */
function expire(session: Session): void {
  if (session.state.slots !== null) {
    expireInSlots(session)
    return
  }
  for (let round = 0; round < MAX_ROUNDS && session.state.deadlines.size > 0; round++) {
    const { sampled, expired } = expireRound(session)
    if (expired * 10 <= sampled) return
  }
}

/** All dicts with keys or deadlines. */
const placesOf = ({ state }: Session): readonly Place[] =>
  state.slots === null
    ? [KEYSPACE, EXPIRES]
    : [...state.slots.entries()].flatMap(([slot]) => [keyspaceOfSlot(slot), expiresOfSlot(slot)])

/** Shrinks a sparse table; since 7.4 it also grows one that was not allowed to before. */
function resize(session: Session): void {
  const { dict: rules } = session.rules
  for (const place of placesOf(session)) {
    const store = session.open(place)
    if (entryCount(store) === 0 && store.bucketCount(0) === 0) continue
    const settled = shrinkIfNeeded(store, rules)
    if (!settled && rules.profile.resizeCalls === 'two') expandIfNeeded(store, rules)
  }
}

/** Moves buckets of the first table that is being rehashed. */
function moveBuckets(session: Session): void {
  const { dict: rules } = session.rules
  const moving = placesOf(session).filter((place) => session.open(place).rehashIndex >= 0)
  // Of a keyspace with one dict only that is moved first, and its deadlines in a later tick.
  const places = session.state.slots === null ? moving.slice(0, 1) : moving
  let left = MAX_BATCHES
  for (const place of places) {
    while (left-- > 0 && rehash(session.open(place), rules, REHASH_BATCH));
  }
}

/** One tick of serverCron, or one part of it. A child process keeps the tables as they are. */
export function cron(session: Session, only: CronWork | null): void {
  const { options, child } = session.state
  const does = (work: CronWork) => only === null || only === work
  if (does('expire') && options['active-expire'] === 1) {
    expireFields(session)
    expire(session)
  }
  if (child) return
  if (does('resize')) resize(session)
  if (only === 'rehash' || (only === null && options.activerehashing === 1)) moveBuckets(session)
}
