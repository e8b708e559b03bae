import { assert } from '../engine/assert.ts'
import {
  add,
  autoShrink,
  entryCount,
  find,
  NONE,
  remove,
  twoPhaseRemove,
  type DictState,
  type DictStore,
  type ResizePolicy,
} from '../engine/index.ts'
import type { Bytes } from './bytes.ts'
import {
  EXPIRES,
  expiresOfSlot,
  KEYSPACE,
  keyPlaceName,
  keyspaceOfSlot,
  valueAt,
  type KeyPlace,
  type Place,
  type ServerEvent,
} from './events.ts'
import { reduceServer, withDict } from './reduce.ts'
import { wrongType } from './reply.ts'
import type { ServerRules } from './rules.ts'
import { slotOf } from './slot.ts'
import type { SlotTable } from './slotTable.ts'
import { dictAt, type ServerState } from './state.ts'
import type { Collection, CollectionType, Value } from './value.ts'

type Store = ReturnType<ServerRules['open']>

interface Opened {
  readonly place: KeyPlace
  readonly store: Store
  /** What the dict says of its policy, whatever holds at the moment. */
  readonly policy: ResizePolicy
}

/**
 * One command at work: what it may read, and the few ways in which it may change the server. Each
 * look into a dict costs the rehash step it costs in Redis, so commands must ask just as often.
 */
export class Session {
  readonly rules: ServerRules
  /** Whether the micro-steps of dictScan are told. */
  readonly probes: boolean
  readonly #hash: (key: Bytes) => number
  readonly #tell: (event: ServerEvent) => void
  /** The value after the last event, but for what the stores below have done since. */
  #state: ServerState
  /** The dicts of keys and deadlines that this command has opened, by name. */
  readonly #opened = new Map<string, Opened>()

  constructor(
    state: ServerState,
    rules: ServerRules,
    hash: (key: Bytes) => number,
    tell: (event: ServerEvent) => void,
    probes = false,
  ) {
    this.#state = state
    this.rules = rules
    this.probes = probes
    this.#hash = hash
    this.#tell = tell
  }

  /** The value after the last event. */
  get state(): ServerState {
    for (const { place, store, policy } of this.#opened.values()) {
      // The policy of the moment is none of the dict's own.
      const dict = store.state.policy === policy ? store.state : { ...store.state, policy }
      if (dictAt(this.#state, place) !== dict) this.#state = withDict(this.#state, place, dict)
    }
    return this.#state
  }

  tell(event: ServerEvent): void {
    if (event.kind === 'all.flushed') this.#opened.clear()
    const isDone = event.kind === 'dict.fact' && event.place.dict !== 'value'
    if (!isDone) this.#state = reduceServer(this.#state, event)
    this.#tell(event)
  }

  /** The dicts of each slot, of a server that has them. */
  get slots(): SlotTable {
    const { slots } = this.state
    assert(slots !== null, 'the keyspace has a dict per slot')
    return slots
  }

  /** The dict in which a key lies. */
  keyspaceOf(key: Bytes): KeyPlace {
    return this.#state.slots === null ? KEYSPACE : keyspaceOfSlot(slotOf(key))
  }

  /** The dict in which the deadline of a key lies. */
  expiresOf(key: Bytes): KeyPlace {
    return this.#state.slots === null ? EXPIRES : expiresOfSlot(slotOf(key))
  }

  /** The dict at a place, under the policy of this moment. */
  open(place: Place): DictStore {
    const policy = this.rules.policyOf(this.#state)
    if (place.dict === 'value') return this.#store(dictAt(this.#state, place), policy, place)
    const name = keyPlaceName(place)
    const known = this.#opened.get(name)
    if (known?.store.policy === policy) return known.store
    const dict = dictAt(known === undefined ? this.#state : this.state, place)
    const store = this.#store(dict, policy, place)
    this.#opened.set(name, { place, store, policy: dict.policy })
    return store
  }

  #store(dict: DictState, policy: ResizePolicy, place: Place): Store {
    return this.rules.open(dict.policy === policy ? dict : { ...dict, policy }, (fact) => {
      this.tell({ kind: 'dict.fact', place, fact })
    })
  }

  /** dictFind, with its step. */
  find(place: Place, key: Bytes): boolean {
    return find(this.open(place), this.rules.dict, key, this.#hash(key)) !== undefined
  }

  /** dictAdd, with its step; false when the key is there already. */
  add(place: Place, key: Bytes): boolean {
    return add(this.open(place), this.rules.dict, key, this.#hash(key)) !== NONE
  }

  /** dictDelete, with its step and, in versions whose dicts do that, its shrink. */
  remove(place: Place, key: Bytes): boolean {
    const removed = remove(this.open(place), this.rules.dict, key, this.#hash(key))
    if (removed) this.#freeEmptied(place)
    return removed
  }

  /** The dict of a slot goes with its last entry. */
  #freeEmptied(place: Place): void {
    if (place.dict === 'value' || place.slot === undefined) return
    const store = this.open(place)
    if (entryCount(store) === 0) store.clear()
  }

  /** Deletes a member, and lets the collection ask for the shrink that its dict does not ask for. */
  removeMember(key: Bytes, member: Bytes): boolean {
    const place = valueAt(key)
    if (!this.remove(place, member)) return false
    autoShrink(this.open(place), this.rules.dict, 'owner')
    return true
  }

  /** The value of a key that is there and has not expired. */
  lookup(key: Bytes): Value | undefined {
    const { expiresFirst } = this.rules.profile
    if (expiresFirst && this.expireIfNeeded(key)) return undefined
    if (!this.find(this.keyspaceOf(key), key)) return undefined
    if (!expiresFirst && this.expireIfNeeded(key)) return undefined
    return this.#state.values.get(key)
  }

  /** The collection at a key; refused when the key holds something else. */
  collection(key: Bytes, type: CollectionType): Collection | undefined {
    const value = this.lookup(key)
    if (value === undefined) return undefined
    if (value.type !== type) throw wrongType()
    return value
  }

  /** The collection again, after this command has changed it, without another lookup. */
  current(key: Bytes): Collection {
    const value = this.#state.values.get(key)
    if (value === undefined || value.type === 'string') throw new Error(`${key} is no collection`)
    return value
  }

  /** When the key expires. A deadline that is there costs a lookup of the key until 7.0. */
  deadlineOf(key: Bytes): number | undefined {
    const place = this.expiresOf(key)
    if (entryCount(this.open(place)) === 0 || !this.find(place, key)) return undefined
    if (this.rules.profile.assertsKey) this.find(this.keyspaceOf(key), key)
    return this.#state.deadlines.get(key)
  }

  isExpired(key: Bytes): boolean {
    const at = this.deadlineOf(key)
    return at !== undefined && this.#state.now > at
  }

  /** Deletes a key whose time is over. */
  expireIfNeeded(key: Bytes): boolean {
    if (!this.isExpired(key)) return false
    this.tell({ kind: 'key.expired', key, by: 'lookup' })
    this.deleteKey(key)
    return true
  }

  /** Adds a key that is known to be absent. */
  addKey(key: Bytes, value: Value): void {
    this.add(this.keyspaceOf(key), key)
    this.tell({ kind: 'value.set', key, value })
  }

  /** Puts another value in the place of a key's old one. */
  replaceKey(key: Bytes, value: Value): void {
    const { replaces } = this.rules.profile
    if (replaces !== 'found') this.find(this.keyspaceOf(key), key)
    if (replaces === 'findAndAdd') this.add(this.keyspaceOf(key), key)
    this.tell({ kind: 'value.set', key, value })
  }

  deleteKey(key: Bytes): boolean {
    const { twoPhaseDelete } = this.rules.profile
    const dropDeadline = () => {
      if (this.remove(this.expiresOf(key), key)) this.tell({ kind: 'deadline.removed', key })
    }
    if (!twoPhaseDelete || this.#state.values.has(key)) dropDeadline()
    const place = this.keyspaceOf(key)
    const removed = twoPhaseDelete
      ? twoPhaseRemove(this.open(place), this.rules.dict, key, this.#hash(key))
      : this.remove(place, key)
    if (removed && twoPhaseDelete) this.#freeEmptied(place)
    if (removed) this.tell({ kind: 'value.removed', key })
    return removed
  }

  /** `hasEntry`: the command has the key's entry in its hands. */
  setDeadline(key: Bytes, at: number, hasEntry = false): void {
    if (!hasEntry) this.find(this.keyspaceOf(key), key)
    this.add(this.expiresOf(key), key)
    this.tell({ kind: 'deadline.set', key, at })
  }

  removeDeadline(key: Bytes): boolean {
    if (this.rules.profile.assertsKey) this.find(this.keyspaceOf(key), key)
    if (!this.remove(this.expiresOf(key), key)) return false
    this.tell({ kind: 'deadline.removed', key })
    return true
  }
}
