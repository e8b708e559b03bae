import {
  maskOf,
  reverseIncrement,
  scanAlgorithms,
  type DictStore,
  type ScanAlgorithm,
} from '../../src/engine/index.ts'
import {
  initialState,
  runServer,
  serverRulesOf,
  type Bytes,
  type Reply,
  type ServerCommand,
  type ServerConfig,
  type ServerRules,
  type ServerState,
} from '../../src/server/index.ts'

/** The model at work beside the server; its states are values, so it can go back. */
export class Model {
  state: ServerState
  readonly #config: ServerConfig
  readonly #rules: ServerRules

  constructor(config: ServerConfig, rules: ServerRules) {
    this.#config = config
    this.#rules = rules
    this.state = initialState(config)
  }

  run(command: ServerCommand): Reply | undefined {
    const { state, reply } = runServer(this.state, command, this.#config, this.#rules)
    this.state = state
    return reply
  }

  call(words: readonly Bytes[]): Reply {
    const reply = this.run({ type: 'call', words })
    if (reply === undefined) throw new Error('a call has a reply')
    return reply
  }
}

/** A loop over the larger table that ends after one bucket. */
const endsEarly: ScanAlgorithm['scan'] = (dict, cursor, emit) => {
  if (dict.rehashIndex < 0) return scanAlgorithms.dictScan2018.scan(dict, cursor, emit)
  const small = dict.bucketCount(1) < dict.bucketCount(0) ? 1 : 0
  const large = small === 0 ? 1 : 0
  dict.eachEntry(small, (cursor & maskOf(dict.bucketCount(small))) >>> 0, emit)
  const mask = maskOf(dict.bucketCount(large))
  dict.eachEntry(large, (cursor & mask) >>> 0, emit)
  return reverseIncrement(cursor, mask)
}

const eachEntryFromTail =
  (store: DictStore): DictStore['eachEntry'] =>
  (table, bucket, visit) => {
    const ids: number[] = []
    store.eachEntry(table, bucket, (id) => ids.push(id))
    ids.reverse().forEach(visit)
  }

type Plant = (rules: ServerRules) => ServerRules

/** Rules that are wrong on purpose: the judge must find each. */
export const plants: Readonly<Record<'policy' | 'loop' | 'chain', Plant>> = {
  policy: (rules) => ({ ...rules, policyOf: () => 'enable' }),
  loop: (rules) => ({ ...rules, scan: endsEarly }),
  chain: (rules) => ({
    ...rules,
    open: (initial, tell) => {
      const right = rules.open(initial, tell)
      return new Proxy(right, {
        get: (target, name): unknown => {
          if (name === 'eachEntry') return eachEntryFromTail(target)
          const member: unknown = Reflect.get(target, name)
          return typeof member === 'function' ? member.bind(target) : member
        },
      })
    },
  }),
}

export type PlantName = keyof typeof plants

/** The rules of a version, one of them wrong if asked for. */
export function rulesWith(profile: ServerConfig['profile'], plant: PlantName | null): ServerRules {
  const rules = serverRulesOf(profile)
  return plant === null ? rules : plants[plant](rules)
}
