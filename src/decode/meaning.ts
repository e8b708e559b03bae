import { bytesOf } from '../server/bytes.ts'
import { parseCursor } from '../server/cursor.ts'
import { serverProfiles, type ServerProfile } from '../server/profile.ts'
import { Refusal } from '../server/reply.ts'
import { clusteredOf, SLOTS } from './clustered.ts'
import { slotOfTag } from './slot.ts'

/** Why the words are not simply the decimal number that Redis prints. */
export type Oddity =
  | 'empty'
  | 'space'
  | 'plus'
  | 'zeros'
  | 'negative'
  | 'exponent'
  | 'fraction'
  | 'hex'
  /** Digits of another script. */
  | 'digits'
  /** Does not fit into 64 bits. */
  | 'tooLarge'
  /** What a program prints for nothing: undefined, null, NaN. */
  | 'absent'
  | 'word'

/** A number, or what is read as one or was meant as one. */
export interface NumberMeaning {
  readonly kind: 'number'
  readonly oddity: Oddity | null
  /** What Redis up to 7.2 reads; null: "ERR invalid cursor". */
  readonly until72: bigint | null
  /** What Redis since 7.4 reads; null: "ERR invalid cursor". */
  readonly since74: bigint | null
  /** What a Redis reads, else what was probably meant; null when there is no number in it. */
  readonly value: bigint | null
}

/** A cursor of Valkey's CLUSTERSCAN: `fingerprint-{tag}-local`. */
export interface ClusterScanMeaning {
  readonly kind: 'clusterScan'
  /** What the layout of the node's tables was; null for `0`, which is not compared. */
  readonly fingerprint: string | null
  readonly tag: string
  readonly slot: number
  readonly local: bigint
  /** The cursor in the slot's table: the local one, without the slot in its low bits if it has it. */
  readonly dictCursor: bigint
}

/** GLIDE's name for a state that the client keeps; nothing of the walk is in it. */
export interface GlideMeaning {
  readonly kind: 'glide'
  readonly finished: boolean
}

export type Meaning = NumberMeaning | ClusterScanMeaning | GlideMeaning

const MAX = 2n ** 64n - 1n
const PLAIN = /^(?:0|[1-9][0-9]{0,18})$/
const CLUSTER_SCAN = /^([^\s{}]{1,64})-\{([^\s{}]{1,64})\}-([0-9]{1,20})$/
/** A nanoid as GLIDE makes them: 21 characters of 64. */
const NANOID = /^(?=.*[A-Za-z_-])[A-Za-z0-9_-]{21}$/
const FINISHED = 'finished'
const ABSENT = /^(?:undefined|null|nil|none|nan|\(nil\))$/i

function readBy(words: string, profile: ServerProfile): bigint | null {
  try {
    return parseCursor(bytesOf(words), profile)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const whole = (value: number): bigint | null =>
  Number.isInteger(value) && value >= 0 && value < 2 ** 64 ? BigInt(value) : null

const fitting = (value: bigint): bigint | null => (value > MAX ? null : value)

/** What kind of words these are, and the number that was probably meant by them. */
function guessed(words: string): { readonly oddity: Oddity; readonly meant: bigint | null } {
  const bare = words.trim()
  if (words === '') return { oddity: 'empty', meant: 0n }
  if (bare === '') return { oddity: 'space', meant: null }
  if (ABSENT.test(bare)) return { oddity: 'absent', meant: null }
  if (/^0[xX][0-9a-fA-F]{1,16}$/.test(bare)) return { oddity: 'hex', meant: BigInt(bare) }
  if (/^[+-]?[0-9]+$/.test(bare)) return { oddity: oddityOf(words, bare), meant: meantBy(bare) }
  if (/^[+-]?[0-9.]+[eE][+-]?[0-9]+$/.test(bare)) {
    return { oddity: 'exponent', meant: whole(Number(bare)) }
  }
  if (/^[+-]?[0-9]*\.[0-9]*$/.test(bare) && bare !== '.') {
    const [, digits] = /^\+?([0-9]+)\.0*$/.exec(bare) ?? []
    return { oddity: 'fraction', meant: digits === undefined ? null : fitting(BigInt(digits)) }
  }
  const folded = bare.normalize('NFKC')
  if (/^\p{Nd}+$/u.test(bare)) {
    return { oddity: 'digits', meant: /^[0-9]+$/.test(folded) ? fitting(BigInt(folded)) : null }
  }
  return { oddity: 'word', meant: null }
}

function oddityOf(words: string, bare: string): Oddity {
  const digits = BigInt(bare.replace(/^[+-]/, ''))
  if (digits > MAX) return 'tooLarge'
  if (words !== bare) return 'space'
  if (bare.startsWith('-')) return 'negative'
  return bare.startsWith('+') ? 'plus' : 'zeros'
}

function meantBy(bare: string): bigint | null {
  const value = BigInt(bare.replace(/^\+/, ''))
  return value > MAX || value < -MAX ? null : BigInt.asUintN(64, value)
}

function numberIn(words: string): NumberMeaning {
  const until72 = readBy(words, serverProfiles['redis-7.2'])
  const since74 = readBy(words, serverProfiles['redis-7.4'])
  const printed = /^(?:0|[1-9][0-9]*)$/.test(words) && until72 !== null
  const { oddity, meant } = printed ? { oddity: null, meant: null } : guessed(words)
  return { kind: 'number', oddity, until72, since74, value: until72 ?? since74 ?? meant }
}

function clusterScanIn(words: string): ClusterScanMeaning | null {
  const [, fingerprint, tag, digits] = CLUSTER_SCAN.exec(words) ?? []
  if (fingerprint === undefined || tag === undefined || digits === undefined) return null
  const local = BigInt(digits)
  if (local > MAX) return null
  const slot = slotOfTag(tag)
  const inner = clusteredOf(local)
  const carriesSlot = local >= SLOTS && inner.slot === slot
  return {
    kind: 'clusterScan',
    fingerprint: fingerprint === '0' ? null : fingerprint,
    tag,
    slot,
    local,
    dictCursor: carriesSlot || local === BigInt(slot) ? inner.dictCursor : local,
  }
}

/** What the words of a cursor are, whoever wrote them; every text has an answer. */
export function meaningOf(words: string): Meaning {
  if (PLAIN.test(words)) {
    const value = BigInt(words)
    return { kind: 'number', oddity: null, until72: value, since74: value, value }
  }
  if (words === FINISHED) return { kind: 'glide', finished: true }
  if (NANOID.test(words)) return { kind: 'glide', finished: false }
  return clusterScanIn(words) ?? numberIn(words)
}
