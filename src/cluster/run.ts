import { slotOf, type Bytes, type Reply, type ServerRules } from '../server/index.ts'
import { call } from './call.ts'
import type { ClusterCommand } from './commands.ts'
import type { ClusterEvent } from './events.ts'
import { promote, restart } from './failover.ts'
import { keysOfCommand } from './keys.ts'
import { addNode, rebalance, removeNode, unassign } from './members.ts'
import { migrate, migrateBegin, migrateEnd, migrateKeys } from './migrate.ts'
import { ownerOf } from './owners.ts'
import { CannotDo, ClusterSession } from './session.ts'
import { ownersOf, type ClusterConfig, type ClusterState } from './state.ts'

/** A command through the owner of its key. */
function write(session: ClusterSession, words: readonly Bytes[]): void {
  const slot = slotOf(keysOfCommand(words)[0] ?? '')
  const owner = ownerOf(ownersOf(session.state), slot)
  if (owner === null) session.refuse({ reason: 'unassigned', slot })
  call(session, owner, words)
}

function failover(
  session: ClusterSession,
  { node, lost, how }: ClusterCommand & { type: 'failover' },
): void {
  const primary = session.primary(node)
  const [replica] = session.replicasOf(node)
  if (replica === undefined) session.refuse({ reason: 'noReplica', node })
  promote(session, primary, replica, lost, how)
}

/** A replica has no expiry of its own: it waits for the DEL of its primary. */
function tick(session: ClusterSession, ms: number): void {
  for (const { id, role, server } of session.state.nodes.filter(({ alive }) => alive)) {
    if (role === 'primary') session.serve(id, { type: 'tick', ms, only: null })
    else {
      session.serve(id, { type: 'tick', ms, only: 'resize' })
      if (server.options.activerehashing === 1) {
        session.serve(id, { type: 'tick', ms: 0, only: 'rehash' })
      }
    }
  }
}

function work(session: ClusterSession, command: ClusterCommand): void {
  switch (command.type) {
    case 'call':
      return call(session, command.node, command.words)
    case 'write':
      return write(session, command.words)
    case 'migrate':
      return migrate(session, command.slot, command.to, command.how)
    case 'migrateBegin':
      return migrateBegin(session, command.slot, command.to)
    case 'migrateKeys':
      return migrateKeys(session, command.slot, command.count)
    case 'migrateEnd':
      return migrateEnd(session, command.slot)
    case 'rebalance':
      return rebalance(session)
    case 'addNode':
      return addNode(session, command.node, command.of)
    case 'removeNode':
      return removeNode(session, command.node)
    case 'failover':
      return failover(session, command)
    case 'restart':
      return restart(session, session.node(command.node))
    case 'networkError':
    case 'slow': {
      const { id } = session.node(command.node)
      const change = command.type === 'slow' ? { latencyMs: command.ms } : { errors: command.calls }
      return session.tell({ kind: 'node.changed', node: id, change })
    }
    case 'unassign':
      return unassign(session, command.slot)
    case 'tick':
      return tick(session, command.ms)
  }
}

/** A command run to its end, told as events, with the state after the last of them. */
export interface ClusterRun {
  readonly events: readonly ClusterEvent[]
  readonly state: ClusterState
  /** What a call was answered; undefined when it got no answer. */
  readonly reply: Reply | undefined
}

/** Runs a command in a cluster; its nodes may be given rules that are planted. */
export function runCluster(
  state: ClusterState,
  command: ClusterCommand,
  config: ClusterConfig,
  rules?: ServerRules,
): ClusterRun {
  const events: ClusterEvent[] = []
  const tell = (event: ClusterEvent) => {
    events.push(event)
  }
  const session = new ClusterSession(state, config, tell, rules)
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
