import {
  DEFAULT_CLIENT,
  type ClientOptions,
  type ClusterConfig,
  type NodeConfig,
  type SceneCommand,
  type StrategyId,
} from '../cluster/index.ts'
import type { ClusterScenario } from '../trace/index.ts'

/** The start of 2026, in milliseconds since 1970. */
const NOW = 1_767_225_600_000

/**
 * Keys in twelve slots, three in each, four slots for each node: the letter in braces is what is
 * hashed, so all keys with the same letter move together.
 */
const TAGS = ['b', 'f', 'j', 'n', 'c', 'g', 'k', 'o', 'a', 'd', 'h', 'l']
const KEYS = TAGS.flatMap((tag) => [1, 2, 3].map((nth) => `{${tag}}${nth}`))

/** Slots of some of the letters. */
export const SLOT = { a: 15_495, b: 3300, c: 7365, d: 11_298 }

const FIRST_SLOTS = [0, 5461, 10923, 16384]

const primary = (id: string, nth: number): NodeConfig => ({
  id,
  role: 'primary',
  of: null,
  slots: [{ from: FIRST_SLOTS[nth] ?? 0, to: (FIRST_SLOTS[nth + 1] ?? 0) - 1 }],
})

/** A, B and C with a third of the slots each. */
export const PRIMARIES: readonly NodeConfig[] = ['A', 'B', 'C'].map(primary)

/** A to F with a sixth of the slots each. */
export const SIX: readonly NodeConfig[] = Array.from('ABCDEF', (id, nth) => ({
  id,
  role: 'primary',
  of: null,
  slots: [{ from: Math.round((nth * 16384) / 6), to: Math.round(((nth + 1) * 16384) / 6) - 1 }],
}))

/** A, B and C with a replica behind each: A1, B1 and C1. */
export const WITH_REPLICAS: readonly NodeConfig[] = PRIMARIES.flatMap((node) => [
  node,
  { id: `${node.id}1`, role: 'replica', of: node.id, slots: [] },
])

export const CLUSTER: ClusterConfig = {
  version: 'redis-7.0',
  nodes: PRIMARIES,
  seeds: 'own',
  seed: 1,
  options: {},
  keys: KEYS,
  atRest: true,
  fullCoverage: true,
  now: NOW,
}

export const CLIENT: ClientOptions = { ...DEFAULT_CLIENT, count: 5 }

export interface Change {
  readonly cluster?: Partial<ClusterConfig>
  readonly client?: Partial<ClientOptions>
}

/** So many answers, one after the other. */
export const calls = (count: number): readonly SceneCommand[] =>
  new Array<SceneCommand>(count).fill({ type: 'call' })

export const migrate = (
  slot: number,
  to: string,
  how: 'keys' | 'atomic' = 'keys',
): SceneCommand => ({ type: 'migrate', slot, to, how })

/** What somebody asks a node while the client scans. */
export const ask = (node: string, line: string): SceneCommand => ({
  type: 'command',
  node,
  words: line.split(' '),
})

export const scenario = (
  strategy: StrategyId,
  commands: readonly SceneCommand[],
  { cluster, client }: Change = {},
): ClusterScenario => ({
  version: 1,
  machine: 'cluster',
  config: {
    cluster: { ...CLUSTER, ...cluster },
    strategy,
    client: { ...CLIENT, ...client },
  },
  commands,
})
