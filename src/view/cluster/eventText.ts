import {
  isServing,
  nodeOf,
  primariesIn,
  type ClusterEvent,
  type ClusterNode,
  type ClusterScene,
  type Refused,
  type SceneConfig,
  type TopologyView,
} from '../../cluster/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated, keyList } from '../../i18n/words.ts'
import { lineOf, nameOf, printed } from '../../server/index.ts'

/**
 * What a sentence is made from: the scene after the event, the one before it, which costs a fold and
 * is looked up only where it is needed, and the language.
 */
export interface Telling {
  readonly scene: ClusterScene
  readonly before: () => ClusterScene
  readonly config: SceneConfig
  readonly locale: Locale
}

const LONGEST = 90

/** A reply in a sentence: its first line, shortened. */
export function shortReply(reply: Parameters<typeof printed>[0], words: readonly string[]): string {
  const [first = ''] = printed(reply, words).split('\n')
  return isolated(first.slice(0, LONGEST))
}

export const lineText = (words: readonly string[]): string => isolated(lineOf(words))

/** The primaries of a view by name. */
export const primariesText = (view: TopologyView, locale: Locale): string =>
  keyList(
    primariesIn(view).map(({ id }) => id),
    locale,
  )

const keysText = (keys: readonly string[], locale: Locale) => keyList(keys.map(nameOf), locale)

type Worked = Extract<ClusterEvent, { readonly kind: 'server.worked' }>

/** What a node did in its tables, in the order of what matters most. */
function workText({ node, events }: Worked, { locale, before }: Telling): string {
  const t = { locale }
  const scans = events.flatMap((event) => (event.kind === 'scan.called' ? [event] : []))
  if (scans.length > 0) {
    const keys = scans.reduce((sum, { collected }) => sum + collected.length, 0)
    return m.clWalks({ node, calls: scans.length, keys }, t)
  }
  const facts = events.flatMap((event) => (event.kind === 'dict.fact' ? [event] : []))
  const made = facts.flatMap(({ fact, place }) =>
    fact.kind === 'table.allocated' && fact.table === 1 && place.dict === 'keyspace' ? [fact] : [],
  )[0]
  if (made !== undefined) {
    const old = nodeOf(before().cluster, node)?.server.keyspace.tables[0].buckets.length ?? 0
    const params = { node, buckets: made.buckets }
    return made.buckets > old ? m.clGrows(params, t) : m.clShrinks(params, t)
  }
  const set = events.flatMap((event) => (event.kind === 'value.set' ? [event.key] : []))
  if (set.length > 0) return m.clTakesIn({ node, keys: keysText(set, locale) }, t)
  const removed = events.flatMap((event) => (event.kind === 'value.removed' ? [event.key] : []))
  if (removed.length > 0) return m.clLetsGo({ node, keys: keysText(removed, locale) }, t)
  const rehashes = facts.some(({ fact: { kind } }) => kind === 'rehash.advanced')
  return rehashes ? m.clRehashes({ node }, t) : m.clWorks({ node }, t)
}

type Owned = Extract<ClusterEvent, { readonly kind: 'slots.owned' }>

function ownedText({ ranges, owner }: Owned, locale: Locale): string {
  const t = { locale }
  const count = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const slot = ranges[0]?.from ?? 0
  if (owner === null) return m.clDisowned({ slot }, t)
  return count === 1 ? m.clOwned({ slot, owner }, t) : m.clOwnedMany({ count, owner }, t)
}

type KeyMoved = Extract<ClusterEvent, { readonly kind: 'key.moved' }>

function movedText(event: KeyMoved, { scene, locale }: Telling): string {
  const t = { locale }
  const { from, to } = event
  const params = { key: isolated(nameOf(event.key)), from, to }
  if (scene.client.status !== 'running') return m.clKeyMoved(params, t)
  switch (scene.ledger.moves.get(event.key)?.where) {
    case 'finished':
      return m.clKeyToFinished(params, t)
    case 'behind':
      return m.clKeyBehind(params, t)
    case 'ahead':
      return m.clKeyAhead(params, t)
    case 'unasked':
    case undefined:
      return m.clKeyMoved(params, t)
  }
}

type Changed = Extract<ClusterEvent, { readonly kind: 'node.changed' }>

function changeText({ node, change }: Changed, locale: Locale): string {
  const t = { locale }
  const { alive, role, of, latencyMs, errors, epoch } = change
  if (alive === false) return m.clDies({ node }, t)
  if (alive === true) return m.clRises({ node }, t)
  if (role === 'primary') return m.clBecomesPrimary({ node, epoch: epoch ?? 0 }, t)
  if (of !== undefined && of !== null) return m.clFollows({ node, of }, t)
  if (latencyMs !== undefined) return m.clLatency({ node, ms: latencyMs }, t)
  if (errors !== undefined) return m.clWillFail({ node, count: errors }, t)
  if (epoch !== undefined) return m.clNewEpoch({ node, epoch }, t)
  return m.clNodeChanged({ node }, t)
}

const sameHash = (a: ClusterNode | undefined, b: ClusterNode | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(a.hash) === JSON.stringify(b.hash)

type FailedOver = Extract<ClusterEvent, { readonly kind: 'failed.over' }>

function failoverText({ from, to, lost }: FailedOver, { scene, locale }: Telling): string {
  const t = { locale }
  const isSame = sameHash(nodeOf(scene.cluster, from), nodeOf(scene.cluster, to))
  const first = isSame ? m.clFailedOverSame({ from, to }, t) : m.clFailedOver({ from, to }, t)
  if (lost.length === 0) return first
  return m.capSentences({ first, second: m.clLostKeys({ keys: keysText(lost, locale) }, t) }, t)
}

/** Why the cluster's own work could not be done. */
export function refusedText(why: Refused, locale: Locale): string {
  const t = { locale }
  switch (why.reason) {
    case 'noSuchNode':
      return m.clNoSuchNode({ node: isolated(why.node) }, t)
    case 'nodeExists':
      return m.clNodeExists({ node: isolated(why.node) }, t)
    case 'noPrimary':
      return m.clNoPrimary({ node: why.node }, t)
    case 'nodeIsDown':
      return m.clNodeIsDown({ node: why.node }, t)
    case 'noReplica':
      return m.clNoReplica({ node: why.node }, t)
    case 'lastPrimary':
      return m.clLastPrimary({ node: why.node }, t)
    case 'ownsIt':
      return m.clOwnsIt({ node: why.node, slot: why.slot }, t)
    case 'unassigned':
      return m.clNotAssigned({ slot: why.slot }, t)
    case 'notMigrating':
      return m.clNotMigrating({ slot: why.slot }, t)
    case 'isMigrating':
      return m.clIsMigrating({ slot: why.slot }, t)
    case 'openSlot':
      return m.clOpenSlot({ slot: why.slot }, t)
    case 'holdsKeys':
      return m.clHoldsKeys({ node: why.node, slot: why.slot }, t)
    case 'noKeysLeft':
      return m.clNoKeysLeft({ slot: why.slot }, t)
    case 'balanced':
      return m.clBalanced({}, t)
  }
}

type Marked = Extract<ClusterEvent, { readonly kind: 'slot.marked' }>

function markText({ node, slot, as, other }: Marked, locale: Locale): string {
  const t = { locale }
  if (other === null) return m.clUnmarked({ node, slot }, t)
  const params = { node, slot, other }
  return as === 'migrating' ? m.clMigrating(params, t) : m.clImporting(params, t)
}

/** What happened in the cluster, in a sentence. */
export function clusterText(event: ClusterEvent, telling: Telling): string {
  const { locale } = telling
  const t = { locale }
  switch (event.kind) {
    case 'call.sent':
      return m.clCallSent({ node: event.node, line: lineText(event.words) }, t)
    case 'call.answered':
      return m.clReply({ node: event.node, reply: shortReply(event.reply, event.words) }, t)
    case 'call.failed':
      return m.clCallFailed({ node: event.node }, t)
    case 'server.worked':
      return workText(event, telling)
    case 'server.loaded':
      return m.clLoaded({ node: event.node }, t)
    case 'slot.marked':
      return markText(event, locale)
    case 'slots.owned':
      return ownedText(event, locale)
    case 'key.moved':
      return movedText(event, telling)
    case 'node.changed':
      return changeText(event, locale)
    case 'node.added': {
      const { id: node, of } = event.node
      return of === null ? m.clJoinsPrimary({ node }, t) : m.clJoinsReplica({ node, of }, t)
    }
    case 'node.removed':
      return m.clLeaves({ node: event.node }, t)
    case 'failed.over':
      return failoverText(event, telling)
    case 'refused':
      return m.clCannot({ why: refusedText(event.why, locale) }, t)
  }
}

/** How many living primaries there are, and of how many keys. */
export function sizeOf({ cluster }: ClusterScene): {
  readonly nodes: number
  readonly keys: number
} {
  const serving = cluster.nodes.filter(isServing)
  const keys = serving.reduce((sum, { server }) => sum + server.values.size, 0)
  return { nodes: cluster.nodes.length, keys }
}
