import {
  createRecordingStore,
  parseSeed,
  rulesOf,
  scanAlgorithms,
  sipHashLowOfBytes,
  type DictState,
  type DictStore,
  type Fact,
  type ProfileId,
  type ResizePolicy,
  type Rules,
  type ScanAlgorithm,
} from '../engine/index.ts'
import type { Bytes } from './bytes.ts'
import { serverProfiles, type ServerProfile } from './profile.ts'
import type { ServerHash, ServerState } from './state.ts'

/** The rules that a server runs under. A judge may plant a wrong one to see that it is found. */
export interface ServerRules {
  readonly profile: ServerProfile
  readonly dict: Rules
  readonly scan: ScanAlgorithm['scan']
  readonly policyOf: (state: ServerState) => ResizePolicy
  readonly open: (
    initial: DictState,
    tell: (fact: Fact) => void,
  ) => DictStore & { readonly state: DictState }
}

/** The rules of a version, with nothing planted. */
export function serverRulesOf(id: ProfileId): ServerRules {
  const dict = rulesOf(id)
  return {
    profile: serverProfiles[id],
    dict,
    scan: scanAlgorithms[dict.profile.scan].scan,
    policyOf: ({ child }) => (child ? 'avoid' : 'enable'),
    open: createRecordingStore,
  }
}

type Hasher = (key: Bytes) => number

const ZEROS = parseSeed('0'.repeat(32))

function makeHasher(hash: ServerHash): Hasher {
  switch (hash.kind) {
    case 'siphash': {
      const seed = parseSeed(hash.seed)
      return (key) => sipHashLowOfBytes(key, seed)
    }
    case 'given':
      return (key) => {
        const digits = /[0-9]{1,9}$/.exec(key)
        return digits === null ? sipHashLowOfBytes(key, ZEROS) : Number(digits[0])
      }
    case 'table':
      return (key) => hash.low.get(key) ?? sipHashLowOfBytes(key, ZEROS)
  }
}

const hashers = new WeakMap<ServerHash, Hasher>()

/** The low bits of a name's hash, over its bytes. */
export function serverHasher(hash: ServerHash): Hasher {
  const known = hashers.get(hash)
  if (known !== undefined) return known
  const made = makeHasher(hash)
  hashers.set(hash, made)
  return made
}
