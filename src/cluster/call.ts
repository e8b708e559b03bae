import type { Bytes, Reply } from '../server/index.ts'
import type { NodeId } from './owners.ts'
import type { ClusterSession } from './session.ts'

function answer(session: ClusterSession, id: NodeId, words: readonly Bytes[]): Reply {
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
  session.tell({ kind: 'call.answered', node: id, words, reply: answer(session, id, words) })
}
