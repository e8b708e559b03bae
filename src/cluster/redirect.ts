import { commandNamed, serverProfiles, slotOf, type Bytes, type Reply } from '../server/index.ts'
import { keysOfCommand, isRead } from './keys.ts'
import { ownerOf, unownedOf } from './owners.ts'
import type { ClusterSession } from './session.ts'
import { nodeOf, type ClusterNode } from './state.ts'

export const error = (text: string): Reply => ({ kind: 'error', text })

const CROSS_SLOT = error("CROSSSLOT Keys in request don't hash to the same slot")
const TRY_AGAIN = error('TRYAGAIN Multiple keys request during rehashing of slot')
export const NOT_SERVED = error('CLUSTERDOWN Hash slot not served')
const IS_DOWN = error('CLUSTERDOWN The cluster is down')

/** Whether the cluster answers commands with keys, as this node sees it. */
export function isClusterOk({ state, config }: ClusterSession, { owners }: ClusterNode): boolean {
  if (!config.fullCoverage) return true
  if (unownedOf(owners).length > 0) return false
  return owners.every(({ owner }) => nodeOf(state, owner)?.alive === true)
}

/** A look at each key costs a rehash step, as in Redis; true for those that are there. */
const lookAt = (session: ClusterSession, { id }: ClusterNode, keys: readonly Bytes[]) =>
  keys.map((key) => {
    const reply = session.serve(id, { type: 'call', words: ['EXISTS', key] })
    return reply?.kind === 'integer' && reply.value === '1'
  })

/** Whether this version has the command and takes so many words: else its server refuses it. */
function isWellFormed({ profile }: ClusterSession, words: readonly Bytes[]): boolean {
  const name = (words[0] ?? '').toLowerCase()
  if (name === 'migrate') return words.length >= 6
  const arity = commandNamed(name, serverProfiles[profile.server])?.arity
  return arity !== undefined && (arity > 0 ? words.length === arity : words.length >= -arity)
}

/** Sends a client to another node. */
export const elsewhere = (
  session: ClusterSession,
  word: 'MOVED' | 'ASK',
  slot: number,
  id: string,
) => error(`${word} ${slot} ${nodeOf(session.state, id)?.address ?? ''}`)

/** For an open slot: the reply that sends the client away, or null to go on, or undefined to serve. */
function openSlot(
  session: ClusterSession,
  node: ClusterNode,
  slot: number,
  keys: readonly Bytes[],
  words: readonly Bytes[],
): Reply | null | undefined {
  const isMine = ownerOf(node.owners, slot) === node.id
  const target = isMine ? node.migrating.get(slot) : undefined
  const isComing = target === undefined && node.importing.has(slot)
  if (target === undefined && !isComing) return null
  const missing = lookAt(session, node, keys).filter((there) => !there).length
  if (words[0]?.toLowerCase() === 'migrate') return undefined
  if (target !== undefined && missing > 0) {
    return missing < keys.length ? TRY_AGAIN : elsewhere(session, 'ASK', slot, target)
  }
  if (!isComing || !node.asking) return null
  return new Set(keys).size > 1 && missing > 0 ? TRY_AGAIN : undefined
}

/**
 * What a node says to a command whose keys it does not serve; null when it may do the command. A
 * command without a key, SCAN above all, is done by every node for itself.
 */
export function redirect(
  session: ClusterSession,
  node: ClusterNode,
  words: readonly Bytes[],
): Reply | null {
  const keys = keysOfCommand(words)
  const [first] = keys
  if (first === undefined || !isWellFormed(session, words)) return null
  const slot = slotOf(first)
  const owner = ownerOf(node.owners, slot)
  if (owner === null) return NOT_SERVED
  if (keys.some((key) => slotOf(key) !== slot)) return CROSS_SLOT
  const open = openSlot(session, node, slot, keys, words)
  if (!isClusterOk(session, node)) return IS_DOWN
  if (open !== null) return open ?? null
  if (node.of === owner && node.readonly && isRead(words)) return null
  return owner === node.id ? null : elsewhere(session, 'MOVED', slot, owner)
}
