import type { ProfileId } from '../../src/engine/index.ts'
import {
  bytesOf,
  initialState,
  runServer,
  type Reply,
  type ServerCommand,
  type ServerConfig,
  type ServerEvent,
  type ServerState,
} from '../../src/server/index.ts'
import { jsonOf } from '../conformance/replayStory.ts'

export const configOf = (profile: ProfileId, change: Partial<ServerConfig> = {}): ServerConfig => ({
  profile,
  hash: { kind: 'given' },
  options: {},
  now: 1_000_000,
  probes: false,
  ...change,
})

/** A server to talk to: commands as redis-cli takes them, replies as the stories have them. */
export class Talk {
  state: ServerState
  events: readonly ServerEvent[] = []
  readonly #config: ServerConfig

  constructor(profile: ProfileId, change: Partial<ServerConfig> = {}) {
    this.#config = configOf(profile, change)
    this.state = initialState(this.#config)
  }

  run(command: ServerCommand): Reply | undefined {
    const { state, events, reply } = runServer(this.state, command, this.#config)
    this.state = state
    this.events = events
    return reply
  }

  /** One command, its words separated by spaces. */
  say(line: string): unknown {
    return this.words(...line.split(' '))
  }

  words(...words: readonly string[]): unknown {
    return jsonOf(this.run({ type: 'call', words: words.map(bytesOf) }))
  }

  /** The events of the last command that have this kind. */
  told<Kind extends ServerEvent['kind']>(kind: Kind) {
    return this.events.filter(
      (event): event is Extract<ServerEvent, { kind: Kind }> => event.kind === kind,
    )
  }
}

export const range = (from: number, to: number, prefix = 'k'): string =>
  Array.from({ length: to - from }, (_, i) => `${prefix}${from + i}`).join(' ')
