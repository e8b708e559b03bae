import { sipHashLow, type HashSeed } from './sipHash.ts'

/**
 * How a key gets its hash. `siphash`: SipHash-1-2 under a seed, as Redis. `given`: the number at
 * the end of the key's name (`k10` -> 10), so that a lesson can choose buckets; a name without a
 * number falls back to SipHash under a seed of zeros.
 */
export type HashConfig =
  { readonly kind: 'siphash'; readonly seed: string } | { readonly kind: 'given' }

const ZEROS: HashSeed = [0, 0, 0, 0]

/** 32 hexadecimal digits, byte 0 first as in Redis' seed, to four little-endian words. */
export function parseSeed(hex: string): HashSeed {
  const word = (index: number) => {
    const digits = hex.slice(8 * index, 8 * index + 8)
    const swapped = digits.match(/../g)?.reverse().join('') ?? '0'
    return Number.parseInt(swapped, 16) | 0
  }
  return [word(0), word(1), word(2), word(3)]
}

/** The low 32 bits of a key's hash under this configuration. */
export function hasherOf(config: HashConfig): (key: string) => number {
  if (config.kind === 'siphash') {
    const seed = parseSeed(config.seed)
    return (key) => sipHashLow(key, seed)
  }
  return (key) => {
    const digits = /\d{1,9}$/.exec(key)
    return digits === null ? sipHashLow(key, ZEROS) : Number(digits[0])
  }
}
