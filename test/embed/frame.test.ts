import { expect, it } from 'vitest'
import { createGate, createSwitchboard, type Handle } from '../../src/embed/frame.ts'
import { Fault, message, type Envelope } from '../../src/embed/protocol.ts'

/** A switchboard with one real port; `ask` sends, `heard` is what came back. */
function conversation(handle: Handle, now: () => number = () => 0) {
  const { port1, port2 } = new MessageChannel()
  const heard: Envelope[] = []
  const board = createSwitchboard(handle, now)
  board.connect(port1)
  port2.onmessage = ({ data }: MessageEvent<Envelope>) => heard.push(data)
  /** Waits for so many messages, and a little longer for one too many. */
  const settle = async (count: number) => {
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(count)
    await new Promise((done) => setTimeout(done, 20))
    port1.close()
    port2.close()
  }
  return {
    board,
    heard,
    ask: (data: unknown) => {
      port2.postMessage(data)
    },
    settle,
  }
}

it('each request with an id gets exactly one message with that id', async () => {
  const { ask, heard, settle } = conversation(({ type }) => {
    if (type === 'pause') return Promise.reject(new Fault('refused', 'Not now.'))
    return Promise.resolve({ type })
  })
  ask(message('play', undefined, 1))
  ask(message('pause', undefined, 'two'))
  ask(message('nonsense', undefined, 3))
  ask({ id: 4 })
  await settle(4)
  expect(heard.map(({ id, type }) => [id, type]).sort()).toEqual(
    [
      [1, 'play'],
      ['two', 'error'],
      [3, 'error'],
      [4, 'error'],
    ].sort(),
  )
})

it('a request without an id is done and gets no answer, but a fault is told', async () => {
  const done: string[] = []
  const { ask, heard, settle } = conversation(({ type }) => {
    done.push(type)
    return Promise.resolve({})
  })
  ask(message('play'))
  ask(message('fly'))
  await settle(1)
  expect(done).toEqual(['play'])
  expect(heard.map(({ id, type }) => [id, type])).toEqual([[undefined, 'error']])
})

it('of a flood only so many are done, the rest is told so', async () => {
  let done = 0
  const { ask, heard, settle } = conversation(() => {
    done += 1
    return Promise.resolve({})
  })
  for (let id = 0; id < 1000; id++) ask(message('play', undefined, id))
  await settle(1000)
  expect(done).toBeLessThan(100)
  expect(new Set(heard.map(({ id }) => id)).size).toBe(1000)
  expect(heard.filter(({ type }) => type === 'error')).toHaveLength(1000 - done)
})

it('of a flood, what bears no id is passed over in silence', async () => {
  const { ask, heard, settle } = conversation(() => Promise.resolve({}))
  for (let nth = 0; nth < 1000; nth++) ask(message('play'))
  ask(message('play', undefined, 'last'))
  await settle(1)
  expect(heard.map(({ id, type }) => [id, type])).toEqual([['last', 'error']])
})

it('the gate lets a burst through, then so many per second', () => {
  let time = 0
  const gate = createGate(() => time, 2, 10)
  expect([gate(), gate(), gate()]).toEqual([true, true, false])
  time = 100
  expect([gate(), gate()]).toEqual([true, false])
  time = 10_000
  expect([gate(), gate(), gate()]).toEqual([true, true, false])
})
