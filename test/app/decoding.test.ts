import { expect, it } from 'vitest'
import { createDecoding } from '../../src/app/decoding.ts'
import { runInSlices, type Slices } from '../../src/app/slices.ts'

/** Turns that a test takes by hand; each look at the clock is a millisecond. */
function byHand() {
  let time = 0
  let waiting: (() => void)[] = []
  const slices: Slices = {
    now: () => time++,
    later: (callback) => {
      waiting.push(callback)
      return () => {
        waiting = waiting.filter((one) => one !== callback)
      }
    },
  }
  const turn = (): boolean => {
    const next = waiting.shift()
    next?.()
    return next !== undefined
  }
  return { slices, turn, waits: () => waiting.length }
}

const list = (count: number) => Array.from({ length: count }, (_, nth) => nth + 1).join('\n')

it('work goes on in turns, tells its share, and gives its result once', () => {
  const { slices, turn } = byHand()
  const shares: number[] = []
  const results: string[] = []
  function* work() {
    for (let part = 0; part < 100; part++) yield part / 100
    return 'done'
  }
  runInSlices(
    work(),
    slices,
    (share) => shares.push(share),
    (result) => results.push(result),
  )
  expect(results).toEqual([])
  while (turn());
  expect(results).toEqual(['done'])
  expect(shares.length).toBeGreaterThan(3)
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
})

it('a short paste is decoded at once, and the last cursor on the way is looked at', () => {
  const { slices, waits } = byHand()
  const store = createDecoding(slices)
  store.getState().paste('> SCAN 0\n1) "8"\n2) 1) "a"\n> SCAN 8\n1) "0"')
  expect(waits()).toBe(0)
  const { decoded, chosen, share } = store.getState()
  expect(share).toBeNull()
  expect(decoded?.paste.found[chosen]?.words).toBe('8')
})

it('a newer paste stops the reading of the older one', () => {
  const { slices, turn } = byHand()
  const store = createDecoding(slices)
  store.getState().paste(list(50_000))
  expect(store.getState().share).not.toBeNull()
  expect(store.getState().decoded).toBeNull()
  store.getState().paste('17')
  while (turn());
  expect(store.getState().decoded?.paste.found.map(({ words }) => words)).toEqual(['17'])
})

it('an empty paste is none, and reading goes on elsewhere is forgotten', () => {
  const { slices, turn } = byHand()
  const store = createDecoding(slices)
  store.getState().paste(list(50_000))
  store.getState().paste(' \n')
  while (turn());
  expect(store.getState()).toMatchObject({ decoded: null, share: null, text: ' \n' })
})

it('reading the bits another way keeps the chosen cursor', () => {
  const store = createDecoding(byHand().slices)
  store.getState().paste('100\n200\n300')
  store.getState().choose(1)
  store.getState().readAs('cluster')
  expect(store.getState()).toMatchObject({ chosen: 1, wanted: 'cluster' })
  expect(store.getState().decoded?.layout).toBe('cluster')
})
