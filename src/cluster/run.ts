import type { Reply } from '../server/index.ts'
import { call } from './call.ts'
import type { ClusterCommand } from './commands.ts'
import type { ClusterEvent } from './events.ts'
import { initCluster } from './init.ts'
import { reduceCluster } from './reduce.ts'
import { CannotDo, ClusterSession } from './session.ts'
import type { ClusterConfig, ClusterState } from './state.ts'

function work(session: ClusterSession, command: ClusterCommand): void {
  switch (command.type) {
    case 'call':
      call(session, command.node, command.words)
      return
    default:
      throw new Error(`${command.type} comes with the next commit`)
  }
}

/** A command run to its end, told as events, with the state after the last of them. */
export interface ClusterRun {
  readonly events: readonly ClusterEvent[]
  readonly state: ClusterState
  /** What a call was answered; undefined when it got no answer. */
  readonly reply: Reply | undefined
}

/** Runs a command in a cluster. */
export function runCluster(
  state: ClusterState,
  command: ClusterCommand,
  config: ClusterConfig,
): ClusterRun {
  const events: ClusterEvent[] = []
  const session = new ClusterSession(state, config, (event) => {
    events.push(event)
  })
  try {
    work(session, command)
  } catch (error) {
    if (!(error instanceof CannotDo)) throw error
    session.tell({ kind: 'refused', why: error.why })
  }
  const last = events.at(-1)
  const reply = last?.kind === 'call.answered' ? last.reply : undefined
  return { events, state: session.state, reply }
}

/** A cluster as a machine: what `machines/machine.ts` asks of a thing that can be recorded. */
export const bareCluster = {
  init: initCluster,
  run: (state: ClusterState, command: ClusterCommand, config: ClusterConfig) =>
    runCluster(state, command, config).events,
  reduce: reduceCluster,
}
