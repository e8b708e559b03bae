import {
  serverMachine as server,
  type ServerCommand,
  type ServerConfig,
  type ServerEvent,
  type ServerState,
} from '../server/index.ts'
import type { Machine } from './machine.ts'

/** One Redis server, recorded as the dict is. */
export const serverMachine: Machine<ServerState, ServerCommand, ServerEvent, ServerConfig> = server
