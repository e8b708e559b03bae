import type { Bytes, Reply } from '../server/index.ts'
import { adminCommand } from './admin.ts'
import type { NodeId } from './owners.ts'
import { redirect } from './redirect.ts'
import type { ClusterSession } from './session.ts'

function answer(session: ClusterSession, id: NodeId, words: readonly Bytes[]): Reply {
  const away = redirect(session, session.node(id), words)
  if (away !== null) return away
  const admin = adminCommand(session, words[0] ?? '')
  if (admin !== undefined) return admin(session, session.node(id), words)
  const reply = session.serve(id, { type: 'call', words })
  if (reply === undefined) throw new Error('a call has a reply')
  return reply
}

/** A client's command at one node: answered, or lost on the way. */
export function call(session: ClusterSession, id: NodeId, words: readonly Bytes[]): void {
  const node = session.node(id)
  session.tell({ kind: 'call.sent', node: id, words })
  if (!node.alive) {
    session.tell({ kind: 'call.failed', node: id, words, error: 'down' })
    return
  }
  if (node.errors > 0) {
    session.tell({ kind: 'node.changed', node: id, change: { errors: node.errors - 1 } })
    session.tell({ kind: 'call.failed', node: id, words, error: 'network' })
    return
  }
  const reply = answer(session, id, words)
  // ASKING holds for one command, whatever that is.
  if (node.asking && words[0]?.toLowerCase() !== 'asking') {
    session.tell({ kind: 'node.changed', node: id, change: { asking: false } })
  }
  session.tell({ kind: 'call.answered', node: id, words, reply })
}
