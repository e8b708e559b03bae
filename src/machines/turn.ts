import {
  commands,
  KEYSPACE,
  valueAt,
  type Bytes,
  type Place,
  type ServerCommand,
  type ServerEvent,
  type ServerState,
  type Value,
} from '../server/index.ts'
import { placeName, type ConsoleState } from './client.ts'
import { IDLE_SCAN } from './scanState.ts'

/** Whose dict is on the stage: the keyspace when the value there is gone. */
export function placeShown({ server, client: { place } }: ConsoleState): Place {
  return place.dict === 'value' && !server.values.has(place.key) ? KEYSPACE : place
}

/** Commands that speak of the members of a collection. */
const OF_MEMBERS =
  /^(s(add|rem|card|ismember|members)|h(m?set|get|getall|del|exists|len)|z(add|rem|card|score))$/

/** Commands that speak of no key, or of a key only as of a thing to ask about. */
const NEUTRAL = new Set(['bgsave', 'config', 'dbsize', 'debug', 'echo', 'info', 'object', 'ping'])

/** The dict that a command has to do with; null when that is none. */
function subjectOf(
  [word = '', key]: readonly Bytes[],
  valueAtKey: (key: Bytes) => Value | undefined,
): Place | null {
  const name = word.toLowerCase()
  if (!commands.has(name) || NEUTRAL.has(name)) return null
  if (key === undefined || !OF_MEMBERS.test(name)) return KEYSPACE
  const value = valueAtKey(key)
  return value === undefined || value.type === 'string' ? KEYSPACE : valueAt(key)
}

/** The end of the event that makes the value, or the beginning when it is there already. */
function birthOf(place: Place, before: ServerState, events: readonly ServerEvent[]): number {
  if (place.dict !== 'value' || before.values.has(place.key)) return 0
  return 1 + events.findIndex((event) => event.kind === 'value.set' && event.key === place.key)
}

export interface Turn {
  /** The number of the event before which the stage turns. */
  readonly at: number
  readonly place: Place
}

/**
 * Whether a command brings another dict on the stage. A scan always brings its own; as long as one
 * is under way no other command takes it away.
 */
export function turnOf(
  state: ConsoleState,
  command: ServerCommand,
  events: readonly ServerEvent[],
  after: ServerState,
): Turn | null {
  if (command.type !== 'call') return null
  const shown = placeName(placeShown(state))
  const at = events.findIndex(({ kind }) => kind === 'scan.options')
  const scan = events[at]
  if (scan?.kind === 'scan.options') {
    return placeName(scan.place) === shown ? null : { at, place: scan.place }
  }
  if ((state.client.scans.get(shown) ?? IDLE_SCAN).status === 'between') return null
  const place = subjectOf(
    command.words,
    (key) => after.values.get(key) ?? state.server.values.get(key),
  )
  if (place === null || placeName(place) === shown) return null
  return { at: birthOf(place, state.server, events), place }
}
