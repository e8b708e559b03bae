import type { ProfileId } from '../engine/index.ts'

/**
 * What the commands of one Redis version do besides the rules of its dict: encodings, lookups that
 * each cost a rehash step, and the manners of SCAN. Measured on servers; see test/traces/server.
 */
export interface ServerProfile {
  readonly label: string
  readonly version: string
  readonly dict: ProfileId
  readonly small: 'ziplist' | 'listpack'
  /** Small sets of strings are a listpack; before 7.2 the first string makes a table. */
  readonly setListpack: boolean
  /** SADD, HSET and ZADD size a table for the members of the command, not one by one. */
  readonly sizeHints: boolean
  /** A hash that becomes a table is given room for its fields first. */
  readonly presizesHash: boolean
  /** ZADD converts before it inserts the member that is too many, or after. */
  readonly zsetConverts: 'before' | 'after'
  readonly presizesZset: boolean
  /** HSET looks a field up and then adds it; in 7.2 and 7.4 adding is enough. */
  readonly hsetFinds: boolean
  /**
   * How a command that has found a key puts another value there: it adds after one more lookup, it
   * looks up once more, or since 8.0 it uses the entry that it has, also for SET's deadline.
   */
  readonly replaces: 'findAndAdd' | 'find' | 'found'
  /** Asking for or dropping a deadline looks the key up in the keyspace as well. */
  readonly assertsKey: boolean
  /** A lookup asks for the deadline first; since 6.0 only of keys that are there. */
  readonly expiresFirst: boolean
  /** DEL finds, then unlinks; the key's own bucket is not moved. */
  readonly twoPhaseDelete: boolean
  /** DEL of a key that has just expired does not look for it again (redis#13080). */
  readonly delSkipsExpired: boolean
  /** SET with a new deadline keeps the old one's entry. */
  readonly keepsDeadlineEntry: boolean
  readonly scan: {
    /** HSCAN and ZSCAN make 20 calls for each COUNT, as many as SCAN and SSCAN since 7.2. */
    readonly doublesPairs: boolean
    /** `both`: a lookup for TYPE and then a look at the deadline; `lookup`: that alone. */
    readonly type: 'none' | 'both' | 'lookup'
    readonly noValues: boolean
    readonly cursor: 'strtoul' | 'string2ull'
  }
  /** Scores print with 17 digits, or with as many as tell them apart. */
  readonly scores: 'digits17' | 'shortest'
  /** NX, XX, GT, LT of EXPIRE; GT and LT of ZADD; GET, KEEPTTL, EXAT and PXAT of SET. */
  readonly expireFlags: boolean
  /** HEXPIRE and its sisters: a hash's fields expire too. */
  readonly fieldDeadlines: boolean
  /** OBJECT and CONFIG are containers, with errors of their own. */
  readonly containers: boolean
  /** HTSTATS draws the distribution of chains only when asked with `full`. */
  readonly htstatsFull: 'always' | 'asked'
  /** HTSTATS has a word for a database without keys; since 7.4 it passes over empty dicts. */
  readonly htstatsEmpty: boolean
}

const redis40: ServerProfile = {
  label: 'Redis 4.0.9',
  version: '4.0.9',
  dict: 'redis-4.0.9',
  small: 'ziplist',
  setListpack: false,
  sizeHints: false,
  presizesHash: false,
  zsetConverts: 'after',
  presizesZset: false,
  hsetFinds: true,
  replaces: 'findAndAdd',
  assertsKey: true,
  expiresFirst: true,
  twoPhaseDelete: false,
  delSkipsExpired: false,
  keepsDeadlineEntry: false,
  scan: { doublesPairs: true, type: 'none', noValues: false, cursor: 'strtoul' },
  scores: 'digits17',
  expireFlags: false,
  fieldDeadlines: false,
  containers: false,
  htstatsFull: 'always',
  htstatsEmpty: true,
}

const redis70: ServerProfile = {
  ...redis40,
  label: 'Redis 7.0',
  version: '7.0.15',
  dict: 'redis-7.0',
  small: 'listpack',
  presizesHash: true,
  zsetConverts: 'before',
  replaces: 'find',
  expiresFirst: false,
  scan: { ...redis40.scan, type: 'both' },
  expireFlags: true,
  containers: true,
}

const redis72: ServerProfile = {
  ...redis70,
  label: 'Redis 7.2',
  version: '7.2.6',
  dict: 'redis-7.2',
  setListpack: true,
  sizeHints: true,
  presizesZset: true,
  hsetFinds: false,
  assertsKey: false,
  twoPhaseDelete: true,
  keepsDeadlineEntry: true,
  scan: { doublesPairs: false, type: 'lookup', noValues: false, cursor: 'strtoul' },
  scores: 'shortest',
  htstatsFull: 'asked',
}

const redis74: ServerProfile = {
  ...redis72,
  label: 'Redis 7.4',
  version: '7.4.1',
  dict: 'redis-7.4',
  delSkipsExpired: true,
  fieldDeadlines: true,
  htstatsEmpty: false,
  scan: { ...redis72.scan, noValues: true, cursor: 'string2ull' },
}

const all = {
  'redis-4.0.9': redis40,
  'redis-4.0.10': { ...redis40, label: 'Redis 4.0.10', version: '4.0.10', dict: 'redis-4.0.10' },
  'redis-7.0': redis70,
  'redis-7.2': redis72,
  'redis-7.4': redis74,
  'redis-8.0': {
    ...redis74,
    label: 'Redis 8.0',
    version: '8.0.2',
    dict: 'redis-8.0',
    hsetFinds: true,
    replaces: 'found',
  },
} as const satisfies Record<ProfileId, ServerProfile>

/** The server's rules by the id of its dict's rules. */
export const serverProfiles: Readonly<Record<ProfileId, ServerProfile>> = all
