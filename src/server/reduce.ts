import { assert } from '../engine/assert.ts'
import { EMPTY_DICT, reduce as reduceDict, WorkingDict, type DictState } from '../engine/index.ts'
import type { Bytes } from './bytes.ts'
import { keyPlaceName, type KeyPlace, type ServerEvent } from './events.ts'
import { NameMap } from './nameMap.ts'
import { SlotTable } from './slotTable.ts'
import { dictAt, type ServerState } from './state.ts'
import {
  isTable,
  withFieldDeadline,
  withoutFieldDeadline,
  withoutPayload,
  type Value,
} from './value.ts'

const withValue = (state: ServerState, key: Bytes, value: Value): ServerState => ({
  ...state,
  values: state.values.with(key, value),
})

/** The state with another dict of keys or deadlines. */
export function withDict(state: ServerState, place: KeyPlace, dict: DictState): ServerState {
  const { slot } = place
  if (slot === undefined || state.slots === null) return { ...state, [place.dict]: dict }
  return {
    ...state,
    slots: state.slots.with(slot, { ...state.slots.get(slot), [place.dict]: dict }),
  }
}

function afterFact(state: ServerState, { place, fact }: ServerEvent & { kind: 'dict.fact' }) {
  const dict = reduceDict(dictAt(state, place), fact)
  if (place.dict !== 'value') return withDict(state, place, dict)
  const value = state.values.get(place.key)
  assert(value !== undefined && isTable(value), `${place.key} holds a table`)
  return withValue(state, place.key, { ...value, dict })
}

type PayloadEvent = ServerEvent & { kind: 'payload.set' | 'payload.removed' }

function afterPayload(state: ServerState, event: PayloadEvent): ServerState {
  const { key, field } = event
  const value = state.values.get(key)
  assert(value !== undefined && isTable(value), `${key} holds a table`)
  if (event.kind === 'payload.removed') return withValue(state, key, withoutPayload(value, field))
  const payloads = value.payloads.with(field, event.payload)
  return withValue(state, key, { ...value, payloads })
}

type FieldDeadlineEvent = ServerEvent & { kind: 'fieldDeadline.set' | 'fieldDeadline.removed' }

function afterFieldDeadline(state: ServerState, event: FieldDeadlineEvent): ServerState {
  const { key, field } = event
  const value = state.values.get(key)
  assert(value?.type === 'hash', `${key} holds a hash`)
  const next =
    event.kind === 'fieldDeadline.set'
      ? withFieldDeadline(value, field, event.at)
      : withoutFieldDeadline(value, field)
  return withValue(state, key, next)
}

/** The state after an event: the only writer of `ServerState`. */
export function reduceServer(state: ServerState, event: ServerEvent): ServerState {
  switch (event.kind) {
    case 'dict.fact':
      return afterFact(state, event)
    case 'value.set':
      return withValue(state, event.key, event.value)
    case 'value.removed':
      return { ...state, values: state.values.without(event.key) }
    case 'payload.set':
    case 'payload.removed':
      return afterPayload(state, event)
    case 'fieldDeadline.set':
    case 'fieldDeadline.removed':
      return afterFieldDeadline(state, event)
    case 'deadline.set':
      return { ...state, deadlines: state.deadlines.with(event.key, event.at) }
    case 'deadline.removed':
      return { ...state, deadlines: state.deadlines.without(event.key) }
    case 'expireCursor.moved':
      return { ...state, expireCursor: event.cursor }
    case 'option.set':
      return { ...state, options: { ...state.options, [event.name]: event.value } }
    case 'child.started':
    case 'child.ended':
      return { ...state, child: event.kind === 'child.started' }
    case 'time.passed':
      return { ...state, now: event.now }
    case 'all.flushed':
      return {
        ...state,
        keyspace: EMPTY_DICT,
        values: new NameMap(),
        expires: EMPTY_DICT,
        deadlines: new NameMap(),
        slots: state.slots === null ? null : new SlotTable(),
        expireCursor: 0,
      }
    case 'dict.probe':
    case 'key.expired':
    case 'field.expired':
    case 'scan.options':
    case 'scan.called':
    case 'scan.collected':
    case 'scan.dropped':
    case 'replied':
      return state
  }
}

/** The state after many events: the same, without a copy of a table for each fact. */
export function reduceServerAll(state: ServerState, events: readonly ServerEvent[]): ServerState {
  const dicts = new Map<string, { place: KeyPlace; dict: WorkingDict }>()
  let rest = state
  for (const event of events) {
    if (event.kind === 'all.flushed') dicts.clear()
    if (event.kind !== 'dict.fact' || event.place.dict === 'value') {
      rest = reduceServer(rest, event)
      continue
    }
    const { place, fact } = event
    const name = keyPlaceName(place)
    const known = dicts.get(name) ?? { place, dict: new WorkingDict(dictAt(rest, place)) }
    dicts.set(name, known)
    known.dict.apply(fact)
  }
  return [...dicts.values()].reduce(
    (next, { place, dict }) => withDict(next, place, dict.state),
    rest,
  )
}
