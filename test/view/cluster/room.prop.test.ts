import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heightOfCluster, roomFor } from '../../../src/view/cluster/scene.ts'

test('for an audience the lanes of any number of nodes fit into any window, and none shrinks in vain', () => {
  const windows = fc.record({
    width: fc.integer({ min: 200, max: 2000 }),
    height: fc.integer({ min: 150, max: 1200 }),
  })
  fc.assert(
    fc.property(windows, fc.integer({ min: 1, max: 24 }), (window, count) => {
      const room = roomFor(window, count)
      const zoom = window.width / room.width
      expect(heightOfCluster(room, count) * zoom).toBeLessThanOrEqual(window.height)
      expect(room === window).toBe(heightOfCluster(window, count) <= window.height)
    }),
  )
})
