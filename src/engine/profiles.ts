import type { ScanAlgorithmId } from './scan/index.ts'

/**
 * The rules of one Redis version: when tables grow and shrink, what a lookup moves, what stands
 * still while a child process runs. `used` and `buckets` are those of table 0; `from` and `to` are
 * bucket counts. Measured against the real dict.c: test/traces.
 */
export interface Profile {
  readonly label: string
  readonly scan: ScanAlgorithmId
  /** Buckets asked for when the table is full. */
  readonly growthRequest: (used: number) => number
  readonly growsUnderAvoid: (used: number, buckets: number) => boolean
  readonly rehashesUnderAvoid: (from: number, to: number) => boolean
  /** Shrink when a delete leaves this few; asked only above the least table. */
  readonly shrinks: (used: number, buckets: number) => boolean
  readonly shrinksUnderAvoid: (used: number, buckets: number) => boolean
  /** Who asks: the dict itself on each delete, or the set, hash or server that owns it. */
  readonly shrinkAskedBy: 'dict' | 'owner'
  /** A lookup during a rehash moves the looked-up key's own bucket if it can (redis#12899). */
  readonly movesOwnBucket: boolean
  /** One call resizes both ways, or expand and shrink are two (redis#12948). */
  readonly resizeCalls: 'one' | 'two'
  /** An empty table is replaced at once, without a rehash (redis#12847). */
  readonly replacesEmptyTable: boolean
  /** Has the FORBID policy (redis#11692). */
  readonly canForbid: boolean
}

const tenPercent = (used: number, buckets: number) => Math.floor((used * 100) / buckets) < 10
const eighth = (used: number, buckets: number) => used * 8 <= buckets
const ratio = (from: number, to: number) => Math.floor(Math.max(from, to) / Math.min(from, to))

const redis4: Profile = {
  label: 'Redis 4.0.10',
  scan: 'dictScan2018',
  growthRequest: (used) => used * 2,
  growsUnderAvoid: (used, buckets) => Math.floor(used / buckets) > 5,
  rehashesUnderAvoid: () => true,
  shrinks: tenPercent,
  shrinksUnderAvoid: () => false,
  shrinkAskedBy: 'owner',
  movesOwnBucket: false,
  resizeCalls: 'one',
  replacesEmptyTable: false,
  canForbid: false,
}

const redis70: Profile = {
  ...redis4,
  label: 'Redis 7.0',
  growthRequest: (used) => used + 1,
  rehashesUnderAvoid: (from, to) => ratio(from, to) >= 5,
  canForbid: true,
}

const redis74: Profile = {
  ...redis70,
  label: 'Redis 7.4',
  growsUnderAvoid: (used, buckets) => used >= 4 * buckets,
  rehashesUnderAvoid: (from, to) => (to > from ? to >= 4 * from : from >= 32 * to),
  shrinks: eighth,
  shrinksUnderAvoid: (used, buckets) => used * 32 <= buckets,
  shrinkAskedBy: 'dict',
  movesOwnBucket: true,
  resizeCalls: 'two',
  replacesEmptyTable: true,
}

const all = {
  'redis-4.0.9': { ...redis4, label: 'Redis 4.0.9', scan: 'dictScan2013' },
  'redis-4.0.10': redis4,
  'redis-7.0': redis70,
  'redis-7.2': { ...redis70, label: 'Redis 7.2' },
  'redis-7.4': redis74,
  'redis-8.0': { ...redis74, label: 'Redis 8.0' },
} as const satisfies Record<string, Profile>

export type ProfileId = keyof typeof all

export const profiles: Readonly<Record<ProfileId, Profile>> = all
export const profileIds = Object.keys(all) as readonly ProfileId[]

/** What the dict does by itself; switched off only by a user who wants to see it standing still. */
export interface Rules {
  readonly profile: Profile
  readonly grows: boolean
  readonly shrinks: boolean
  /** One rehash step with every add, delete and find. */
  readonly steps: boolean
}

/** A profile with everything automatic, as the real server has it. */
export const rulesOf = (id: ProfileId): Rules => ({
  profile: profiles[id],
  grows: true,
  shrinks: true,
  steps: true,
})
