import {
  add,
  autoShrink,
  checkDict,
  createRecordingStore,
  EMPTY_DICT,
  entriesOf,
  hasherOf,
  NONE,
  nextPower,
  profiles,
  reduce,
  rehash,
  remove,
  resizeTo,
  scanAlgorithms,
  type DictState,
  type DictStore,
  type Fact,
  type HashConfig,
  type Probe,
  type ProfileId,
  type ResizePolicy,
  type Rules,
  type ScanAlgorithmId,
} from '../engine/index.ts'
import { obstacleTo, type Obstacle } from './obstacle.ts'
import type { Machine } from './machine.ts'
import type { StageEvent } from './reading.ts'
import { IDLE_SCAN, reduceScan, type ScanState } from './scanState.ts'

/** A key to add; `hash` overrides the configured hash function. */
export interface KeySpec {
  readonly key: string
  readonly hash?: number | undefined
}

/** What the dict does by itself. */
export interface Automatic {
  readonly grows: boolean
  readonly shrinks: boolean
  readonly steps: boolean
}

export interface DictConfig {
  readonly profile: ProfileId
  readonly algorithm: ScanAlgorithmId
  readonly hash: HashConfig
  /** Buckets of table 0 before the first command. */
  readonly buckets: number
  readonly keys: readonly KeySpec[]
  readonly automatic: Automatic
}

export type DictCommand =
  | { readonly type: 'scan' }
  | { readonly type: 'restartScan' }
  | { readonly type: 'add'; readonly keys: readonly KeySpec[] }
  | { readonly type: 'delete'; readonly keys: readonly string[] }
  | { readonly type: 'resize'; readonly buckets: number }
  | { readonly type: 'rehash'; readonly buckets: number }
  | { readonly type: 'policy'; readonly policy: ResizePolicy }
  | ({ readonly type: 'automatic' } & Automatic)

/** What happened besides the facts of the dict and the probes of the scan. */
export type Note =
  | { readonly kind: 'command.refused'; readonly obstacle: Obstacle }
  | { readonly kind: 'key.exists'; readonly key: string }
  | { readonly kind: 'key.absent'; readonly key: string }
  | { readonly kind: 'scan.restarted' }
  | ({ readonly kind: 'automatic.changed' } & Automatic)

export type DictEvent = Fact | (Probe & { readonly line: string }) | Note

export interface MachineState {
  readonly dict: DictState
  readonly scan: ScanState
  readonly automatic: Automatic
}

const rulesFor = (config: DictConfig, automatic: Automatic): Rules => ({
  profile: profiles[config.profile],
  ...automatic,
})

/** A key that was given a hash keeps it, whoever names it next: else it could stand twice. */
function hashesOf(dict: DictState, { keys }: DictConfig): Map<string, number> {
  const hashes = new Map<string, number>()
  for (const { key, hash } of keys) if (hash !== undefined) hashes.set(key, hash)
  for (const { key, hash } of entriesOf(dict)) hashes.set(key, hash)
  return hashes
}

interface Adding {
  readonly store: DictStore
  readonly config: DictConfig
  readonly rules: Rules
  readonly state: Pick<MachineState, 'dict'>
  readonly tell: (event: DictEvent) => void
}

function addKeys(adding: Adding, keys: readonly KeySpec[]): void {
  const { store, config, rules, state, tell } = adding
  const hash = hasherOf(config.hash)
  const hashes = hashesOf(state.dict, config)
  for (const { key, hash: given } of keys) {
    const own = hashes.get(key) ?? given ?? hash(key)
    hashes.set(key, own)
    if (add(store, rules, key, own) === NONE) tell({ kind: 'key.exists', key })
  }
}

/** The initial table is made at its size and filled without any automatic resize. */
function init(config: DictConfig): MachineState {
  const store = createRecordingStore(EMPTY_DICT, () => undefined)
  const rules = rulesFor(config, { grows: false, shrinks: false, steps: false })
  store.allocate(0, nextPower(config.buckets))
  addKeys({ store, config, rules, state: { dict: EMPTY_DICT }, tell: () => undefined }, config.keys)
  return { dict: store.state, scan: IDLE_SCAN, automatic: config.automatic }
}

interface Context extends Adding {
  readonly state: MachineState
}

function deleteKeys({ store, config, rules, state, tell }: Context, keys: readonly string[]): void {
  const hash = hasherOf(config.hash)
  const hashes = hashesOf(state.dict, config)
  for (const key of keys) {
    const own = hashes.get(key) ?? hash(key)
    if (!remove(store, rules, key, own)) tell({ kind: 'key.absent', key })
    else autoShrink(store, rules, 'owner')
  }
}

function scan({ store, config, state, tell }: Context): void {
  const cursor = state.scan.status === 'between' ? state.scan.cursor : 0
  scanAlgorithms[config.algorithm].scan(store, cursor, () => undefined, tell)
}

function execute(context: Context, command: DictCommand): void {
  const { store, rules, state, config, tell } = context
  const obstacle = obstacleTo(state, command, config)
  if (obstacle !== null) {
    tell({ kind: 'command.refused', obstacle })
    return
  }
  switch (command.type) {
    case 'scan':
      scan(context)
      return
    case 'restartScan':
      tell({ kind: 'scan.restarted' })
      return
    case 'add':
      addKeys(context, command.keys)
      return
    case 'delete':
      deleteKeys(context, command.keys)
      return
    case 'resize':
      resizeTo(store, rules, command.buckets)
      return
    case 'rehash':
      rehash(store, rules, command.buckets)
      return
    case 'policy':
      store.setPolicy(command.policy)
      return
    case 'automatic': {
      const { grows, shrinks, steps } = command
      tell({ kind: 'automatic.changed', grows, shrinks, steps })
    }
  }
}

const FACTS = new Set<string>([
  'table.allocated',
  'table.replaced',
  'entry.added',
  'entry.removed',
  'entry.moved',
  'rehash.advanced',
  'rehash.completed',
  'rehash.pausesChanged',
  'autoResize.pausesChanged',
  'policy.changed',
  'dict.emptied',
] satisfies Fact['kind'][])

const isFact = (event: DictEvent): event is Fact => FACTS.has(event.kind)

/** Whether an event can be seen on the stage, as a fact of the dict or a step of the scan. */
export const isStageEvent = (event: DictEvent): event is StageEvent =>
  isFact(event) || 'line' in event

function reduceEvent(state: MachineState, event: DictEvent): MachineState {
  if (isFact(event)) return { ...state, dict: reduce(state.dict, event) }
  if ('line' in event) return { ...state, scan: reduceScan(state.scan, event, state.dict) }
  switch (event.kind) {
    case 'scan.restarted':
      return { ...state, scan: IDLE_SCAN }
    case 'automatic.changed': {
      const { grows, shrinks, steps } = event
      return { ...state, automatic: { grows, shrinks, steps } }
    }
    case 'command.refused':
    case 'key.exists':
    case 'key.absent':
      return state
  }
}

const asItIs = (key: string) => key

/** One dict with one client that scans it. */
export const dictMachine: Machine<MachineState, DictCommand, DictEvent, DictConfig> = {
  name: 'dict',
  init,
  run: (state, command, config) => {
    const events: DictEvent[] = []
    const tell = (event: DictEvent) => {
      events.push(event)
    }
    const store = createRecordingStore(state.dict, tell)
    execute({ store, state, config, rules: rulesFor(config, state.automatic), tell }, command)
    return events
  },
  reduce: reduceEvent,
  weight: ({ dict, scan: { calls } }) =>
    dict.tables.reduce((sum, { buckets, used }) => sum + buckets.length + used, calls.length),
  size: () => 1,
  check: ({ dict }) => {
    checkDict(dict)
  },
  read: ({ dict, scan }, { algorithm }) => ({ dict, scan, algorithm, home: 0, nameOf: asItIs }),
  shows: (event) => (isStageEvent(event) ? event : null),
  goesOn: ({ scan }) => (scan.status === 'complete' ? null : { type: 'scan' }),
}
