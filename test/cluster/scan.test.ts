import { expect, it } from 'vitest'
import { slotOf } from '../../src/server/index.ts'
import { nodeOf, ownerOf } from '../../src/cluster/index.ts'
import { ClusterTalk } from './clusters.ts'

it('a scan of each node at rest returns every key of the cluster once', () => {
  const talk = new ClusterTalk()
  const found = ['A', 'B', 'C'].flatMap((id) => talk.scan(id))
  expect(found).toHaveLength(90)
  expect(new Set(found).size).toBe(90)
})

it('a key lies on the owner of its slot, and on the replica of that', () => {
  const talk = new ClusterTalk()
  const owners = nodeOf(talk.state, 'A')?.owners ?? []
  for (const node of talk.state.nodes) {
    for (const key of node.server.values.keys()) expect(ownerOf(owners, slotOf(key))).toBe(node.id)
  }
})
