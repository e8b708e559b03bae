import { slotOf, SLOTS, type Bytes, type Reply } from '../server/index.ts'
import { clusterScan } from './clusterScan.ts'
import { promote } from './failover.ts'
import { keysOfCommand } from './keys.ts'
import { importDone, mark, moveKeys } from './moves.ts'
import { ownerOf } from './owners.ts'
import { error } from './redirect.ts'
import {
  array,
  bulk,
  info,
  integer,
  nodesText,
  OK,
  ownsSlot,
  shardsReply,
  slotsReply,
} from './replies.ts'
import type { ClusterSession } from './session.ts'
import { keysInSlot } from './slotKeys.ts'
import { nodeOf, type ClusterNode } from './state.ts'

const BAD_SLOT = error('ERR Invalid or out of range slot')

function slotFrom(word: Bytes | undefined): number | null {
  const slot = /^(0|[1-9][0-9]{0,4})$/.test(word ?? '') ? Number(word) : SLOTS
  return slot < SLOTS ? slot : null
}

const named = ({ state }: ClusterSession, name: Bytes | undefined) =>
  state.nodes.find((node) => node.name === name?.toLowerCase())

/** CLUSTER SETSLOT slot MIGRATING | IMPORTING | NODE name, or STABLE */
function setSlot(session: ClusterSession, node: ClusterNode, words: readonly Bytes[]): Reply {
  if (node.role !== 'primary') return error('ERR You can use SETSLOT only with masters.')
  const slot = slotFrom(words[2])
  if (slot === null) return BAD_SLOT
  const action = words[3]?.toLowerCase()
  if (action === 'stable' && words.length === 4) {
    mark(session, node.id, 'migrating', slot, null)
    mark(session, node.id, 'importing', slot, null)
    return OK
  }
  if (words.length !== 5 || !['migrating', 'importing', 'node'].includes(action ?? '')) {
    return error('ERR Invalid CLUSTER SETSLOT action or number of arguments. Try CLUSTER HELP')
  }
  const isMine = ownsSlot(node, slot)
  if (action === 'migrating' && !isMine) {
    return error(`ERR I'm not the owner of hash slot ${slot}`)
  }
  if (action === 'importing' && isMine) {
    return error(`ERR I'm already the owner of hash slot ${slot}`)
  }
  const other = named(session, words[4])
  if (other === undefined) {
    const text = action === 'node' ? 'Unknown node' : "I don't know about node"
    return error(`ERR ${text} ${words[4] ?? ''}`)
  }
  if (other.role !== 'primary') return error('ERR Target node is not a master')
  if (action === 'migrating' || action === 'importing') {
    mark(session, node.id, action, slot, other.id)
    return OK
  }
  return setOwner(session, node, slot, other)
}

/** SETSLOT NODE: the importer takes the slot and tells all; anybody else takes note of it. */
function setOwner(
  session: ClusterSession,
  node: ClusterNode,
  slot: number,
  owner: ClusterNode,
): Reply {
  const holdsKeys = keysInSlot(node.server, slot).length > 0
  if (ownsSlot(node, slot) && owner.id !== node.id && holdsKeys) {
    return error(
      `ERR Can't assign hashslot ${slot} to a different node while I still hold keys for this hash slot.`,
    )
  }
  if (!holdsKeys) mark(session, node.id, 'migrating', slot, null)
  if (owner.id === node.id && node.importing.has(slot)) importDone(session, node.id, slot)
  else if (!ownsSlot(node, slot) || owner.id !== node.id) {
    const range = { from: slot, to: slot }
    session.tell({ kind: 'slots.owned', ranges: [range], owner: owner.id, seenBy: [node.id] })
  }
  return OK
}

function getKeys({ server }: ClusterNode, [, , slotWord, countWord]: readonly Bytes[]): Reply {
  const slot = slotFrom(slotWord)
  if (slot === null || !/^[0-9]+$/.test(countWord ?? '')) {
    return error('ERR Invalid slot or number of keys')
  }
  return array(keysInSlot(server, slot).slice(0, Number(countWord)).map(bulk))
}

function failover(session: ClusterSession, node: ClusterNode): Reply {
  const primary = node.of === null ? undefined : nodeOf(session.state, node.of)
  if (primary === undefined) return error('ERR You should send CLUSTER FAILOVER to a replica')
  promote(session, primary, node, 0, 'manual')
  return OK
}

type Subcommand = (session: ClusterSession, node: ClusterNode, words: readonly Bytes[]) => Reply

interface Known {
  /** Words with CLUSTER and the name; negative: at least so many. */
  readonly arity: number
  readonly run: Subcommand
}

const subcommands: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['keyslot', { arity: 3, run: (_, __, [, , key = '']) => integer(slotOf(key)) }],
  ['info', { arity: 2, run: info }],
  ['nodes', { arity: 2, run: nodesText }],
  ['slots', { arity: 2, run: slotsReply }],
  ['shards', { arity: 2, run: shardsReply }],
  ['myid', { arity: 2, run: (_, { name }) => bulk(name) }],
  ['setslot', { arity: -4, run: setSlot }],
  ['getkeysinslot', { arity: 4, run: (_, node, words) => getKeys(node, words) }],
  [
    'countkeysinslot',
    {
      arity: 3,
      run: (_, { server }, words) => {
        const slot = slotFrom(words[2])
        return slot === null ? error('ERR Invalid slot') : integer(keysInSlot(server, slot).length)
      },
    },
  ],
  ['failover', { arity: -2, run: failover }],
])

const fits = (arity: number, words: readonly Bytes[]) =>
  arity > 0 ? words.length === arity : words.length >= -arity

function cluster(session: ClusterSession, node: ClusterNode, words: readonly Bytes[]): Reply {
  const [, word] = words
  if (word === undefined) return error("ERR wrong number of arguments for 'cluster' command")
  const known = subcommands.get(word.toLowerCase())
  if (known === undefined) return error(`ERR unknown subcommand '${word}'. Try CLUSTER HELP.`)
  if (fits(known.arity, words)) return known.run(session, node, words)
  return error(`ERR wrong number of arguments for 'cluster|${word.toLowerCase()}' command`)
}

const options = (words: readonly Bytes[]) => new Set(words.map((word) => word.toLowerCase()))

/** What a node says to a RESTORE of a key whose slot it neither owns nor imports. */
function refusedBy({ state }: ClusterSession, target: ClusterNode, slot: number): Reply | null {
  const owner = ownerOf(target.owners, slot)
  if (owner === target.id || target.importing.has(slot)) return null
  return error(
    `MOVED ${slot} ${(owner === null ? undefined : nodeOf(state, owner))?.address ?? ''}`,
  )
}

/** MIGRATE host port key | "" database timeout [COPY] [REPLACE] [KEYS key ...] */
function migrate(session: ClusterSession, node: ClusterNode, words: readonly Bytes[]): Reply {
  if (words.length < 6) return error("ERR wrong number of arguments for 'migrate' command")
  const [, host = '', port = ''] = words
  const keys = keysOfCommand(words)
  const there = keys.filter((key) => node.server.values.has(key))
  if (there.length === 0) {
    session.serve(node.id, { type: 'offer', keys })
    return { kind: 'status', text: 'NOKEY' }
  }
  const target = session.state.nodes.find(({ address }) => address === `${host}:${port}`)
  if (target?.alive !== true || target.id === node.id) {
    session.serve(node.id, { type: 'offer', keys })
    return error('IOERR error or timeout writing to target instance')
  }
  const given = options(words.slice(6))
  const refusal =
    refusedBy(session, target, slotOf(there[0] ?? '')) ??
    moveKeys(session, node.id, target.id, keys, {
      copies: given.has('copy'),
      replaces: given.has('replace'),
    })
  return refusal?.kind === 'error'
    ? error(`ERR Target instance replied with error: ${refusal.text}`)
    : OK
}

const flag =
  (change: Partial<Pick<ClusterNode, 'asking' | 'readonly'>>): Subcommand =>
  (session, { id }) => {
    session.tell({ kind: 'node.changed', node: id, change })
    return OK
  }

/** The command of this name that concerns the cluster and not the keys alone. */
export function adminCommand({ profile }: ClusterSession, name: Bytes): Subcommand | undefined {
  const known = name.toLowerCase()
  return known === 'clusterscan' && !profile.clusterScan ? undefined : adminCommands.get(known)
}

const adminCommands: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  ['cluster', cluster],
  ['clusterscan', clusterScan],
  ['migrate', migrate],
  ['asking', flag({ asking: true })],
  ['readonly', flag({ readonly: true })],
  ['readwrite', flag({ readonly: false })],
])
