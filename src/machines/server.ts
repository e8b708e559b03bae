import { profiles, type ProfileId } from '../engine/index.ts'
import {
  nameOf,
  runServer,
  serverMachine as bare,
  type Options,
  type Place,
  type Reply,
  type ServerCommand,
  type ServerConfig,
  type ServerHash,
} from '../server/index.ts'
import {
  askAgain,
  dictOf,
  IDLE_CLIENT,
  placeName,
  reduceClient,
  type ConsoleEvent,
  type ConsoleState,
} from './client.ts'
import type { Machine } from './machine.ts'
import type { StageEvent } from './reading.ts'
import { IDLE_SCAN } from './scanState.ts'
import { placeShown, turnOf } from './turn.ts'

/** What a server starts from. */
export interface ServerStart {
  readonly profile: ProfileId
  readonly hash: Exclude<ServerHash, { readonly kind: 'table' }>
  readonly options: Partial<Options>
  /** The clock before the first command, in milliseconds. */
  readonly now: number
  /** What was done to the server before the story begins; its steps are not shown. */
  readonly fill: readonly ServerCommand[]
}

const configOf = (start: ServerStart, probes: boolean): ServerConfig => ({ ...start, probes })

function init(start: ServerStart): ConsoleState {
  const config = configOf(start, false)
  const server = start.fill.reduce(
    (state, command) => runServer(state, command, config).state,
    bare.init(config),
  )
  return { server, client: IDLE_CLIENT }
}

/** The server's events, and among them the notes of the console. */
function run(state: ConsoleState, command: ServerCommand, start: ServerStart) {
  const { events, state: after } = runServer(state.server, command, configOf(start, true))
  const told: ConsoleEvent[] = [...events]
  const turn = turnOf(state, command, events, after)
  if (turn !== null) told.splice(turn.at, 0, { kind: 'stage.turned', place: turn.place })
  if (command.type === 'call') told.unshift({ kind: 'call.sent', words: command.words })
  return told
}

function reduce({ server, client }: ConsoleState, event: ConsoleEvent): ConsoleState {
  const isNote = event.kind === 'call.sent' || event.kind === 'stage.turned'
  return {
    server: isNote ? server : bare.reduce(server, event),
    client: reduceClient(client, event, server),
  }
}

const isShown = (place: Place, state: ConsoleState) =>
  placeName(place) === placeName(placeShown(state))

function shows(event: ConsoleEvent, state: ConsoleState): StageEvent | null {
  if (event.kind === 'dict.fact') return isShown(event.place, state) ? event.fact : null
  if (event.kind === 'dict.probe') return isShown(event.place, state) ? event.probe : null
  return null
}

const sizeOfReply = (reply: Reply): number =>
  reply.kind === 'array' ? reply.items.reduce((sum, item) => sum + sizeOfReply(item), 1) : 1

/** A reply holds its items, a call what it collected, a small value its members. */
function sizeOfEvent(event: ConsoleEvent): number {
  switch (event.kind) {
    case 'replied':
      return sizeOfReply(event.reply)
    case 'scan.called':
      return 1 + event.collected.length
    case 'value.set':
      return 'pairs' in event.value ? 1 + event.value.pairs.length : 1
    default:
      return 1
  }
}

/** One Redis server and a client at its console. */
export const serverMachine: Machine<ConsoleState, ServerCommand, ConsoleEvent, ServerStart> = {
  name: 'server',
  init,
  run,
  reduce,
  weight: ({ server }) => bare.weight(server),
  size: sizeOfEvent,
  check: ({ server }) => {
    bare.check(server)
  },
  read: (state, { profile }) => {
    const place = placeShown(state)
    const name = placeName(place)
    const { scans } = state.client
    return {
      dict: dictOf(state.server, place),
      scan: scans.get(name) ?? IDLE_SCAN,
      algorithm: profiles[profile].scan,
      home: place.dict === 'keyspace' ? 0 : 1 + [...scans.keys()].indexOf(name),
      nameOf,
    }
  },
  shows,
  goesOn: ({ client }) => askAgain(client),
}
