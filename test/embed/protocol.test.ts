import { expect, it } from 'vitest'
import {
  Fault,
  idOf,
  isHello,
  LONGEST_MESSAGE,
  message,
  readRequest,
} from '../../src/embed/protocol.ts'

const request = (type: string, data?: unknown) => message(type, data, 1)

function faultOf(data: unknown): string {
  try {
    readRequest(data)
  } catch (error) {
    if (error instanceof Fault) return `${error.code}: ${error.message}`
    throw error
  }
  return 'none'
}

it.each([
  ['play', undefined],
  ['seek', { moment: 3 }],
  ['seek', { call: 0 }],
  ['load', { scenario: 'lostBucket' }],
  ['command', { type: 'grow' }],
  ['command', { type: 'add', keys: ['a', '\u0000', '🙂'] }],
  [
    'set',
    { theme: 'dark', language: 'zh', order: 'index', speed: 8, palette: 'mono', keys: 'off' },
  ],
  ['set', {}],
  ['getState', undefined],
  ['export', { format: 'svg' }],
])('%s %j is a request', (type, data) => {
  expect(readRequest(request(type, data)).type).toBe(type)
})

it.each([
  [null, 'badMessage'],
  ['text', 'badMessage'],
  [{ ns: 'other', v: 1, type: 'play' }, 'badMessage'],
  [{ ns: 'scanscope', v: 1, type: 7 }, 'badMessage'],
  [{ ns: 'scanscope', v: 2, type: 'play' }, 'badVersion'],
  [request('toString'), 'unknownType'],
  [request('seek'), 'badData'],
  [request('seek', { moment: -1 }), 'badData'],
  [request('seek', { moment: 1.5 }), 'badData'],
  [request('command', { type: 'flushall' }), 'badData'],
  [request('command', { type: 'add', keys: 'a' }), 'badData'],
  [request('set', { theme: 'pink' }), 'badData'],
  [request('export', { format: 'exe' }), 'badData'],
  [request('load', { scenario: 'x'.repeat(LONGEST_MESSAGE) }), 'tooLong'],
])('%j is refused as %s', (data, code) => {
  expect(faultOf(data)).toMatch(new RegExp(`^${code}: .+\\.$`))
})

it('a fault names the field that is wrong', () => {
  expect(faultOf(request('set', { speed: 3 }))).toContain('speed must be one of')
  expect(faultOf(request('seek', { moment: '4' }))).toContain('seek')
})

it('an answer can bear the id of a message that is wrong otherwise', () => {
  expect(idOf({ id: 4 })).toBe(4)
  expect(idOf({ ns: 'x', id: 'abc', type: 3 })).toBe('abc')
  expect(idOf({ id: {} })).toBeUndefined()
  expect(idOf('text')).toBeUndefined()
})

it('only a hello of this version is one', () => {
  expect(isHello(message('hello'))).toBe(true)
  expect(isHello({ ...message('hello'), v: 2 })).toBe(false)
  expect(isHello({ type: 'hello' })).toBe(false)
})
