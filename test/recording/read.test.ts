import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  bytesFrom,
  callsOf,
  jsonOfReply,
  readRecording,
  RECORDING_LIMITS,
  recordingIds,
  replyOfJson,
  statesOf,
  textFrom,
} from '../../src/recording/index.ts'
import type { Reply } from '../../src/server/index.ts'
import { root } from '../setup/install.mjs'
import { traceFilesIn } from '../conformance/read.ts'

const HEADER = '{"source":"redis-server","version":"7.0.15"}'
const CALL = '{"i":1,"cmd":["SSCAN","s","0"],"reply":["4",["a"]]}'
const shared = fileURLToPath(new URL('../../../shared/traces/server', import.meta.url))

const anyBytes = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((n) => String.fromCharCode(n)),
})

describe('bytes in a text of JSON', () => {
  it('come back, whatever they are', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text: unknown = JSON.parse(JSON.stringify(textFrom(bytes)))
        expect(bytesFrom(text as string)).toBe(bytes)
      }),
    )
  })

  it('read as text where they are text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bytes = Buffer.from(text, 'utf8').toString('latin1')
        expect(textFrom(bytes)).toBe(text)
        expect(bytesFrom(text)).toBe(bytes)
      }),
    )
  })

  it.each([
    ['\xff', '\udcff'],
    ['a\xc3(\xc3\xa4', 'a\udcc3(ä'],
    ['\xed\xb2\x80', '\udced\udcb2\udc80'],
    ['\xf0\x9f\x98', '\udcf0\udc9f\udc98'],
  ])('escape what is none: %j', (bytes, text) => {
    expect(textFrom(bytes)).toBe(text)
  })
})

const { reply } = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 3 },
    fc.constant<Reply>({ kind: 'nil' }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): Reply => {
      return { kind: 'integer', value: String(value) }
    }),
    fc.string().map((text): Reply => ({ kind: 'error', text: `ERR ${text}` })),
    anyBytes.map((bytes): Reply => ({ kind: 'bulk', bytes })),
    fc.array(tie('reply'), { maxLength: 4 }).map((items): Reply => ({ kind: 'array', items })),
  ),
}))

describe('replies', () => {
  it('come back from their form in the file', () => {
    fc.assert(
      fc.property(reply, (given) => {
        const json: unknown = JSON.parse(JSON.stringify(jsonOfReply(given)))
        expect(replyOfJson(json, ['GET', 'x'], false)).toEqual(given)
      }),
    )
  })

  it('are a status where the command answers with one', () => {
    const status = { kind: 'status', text: 'OK' }
    expect(replyOfJson('OK', ['set', 'a', 'b'], false)).toEqual(status)
    expect(replyOfJson('OK', ['GET', 'a'], false)).toEqual({ kind: 'bulk', bytes: 'OK' })
  })

  it('of other tools may write an error as its text, ours never do', () => {
    const text = 'WRONGTYPE Operation against a key'
    expect(replyOfJson(text, ['GET', 'a'], true)).toEqual({ kind: 'error', text })
    expect(replyOfJson(`-${text}`, ['GET', 'a'], true)).toEqual({ kind: 'error', text })
    expect(replyOfJson(text, ['GET', 'a'], false)).toEqual({ kind: 'bulk', bytes: text })
  })

  it.each([[true], [{}], [{ error: 1 }], [Array(9).reduce<unknown>((inner) => [inner], [])]])(
    'are refused when they are none: %j',
    (json) => {
      const deep = Array.from({ length: 12 }).reduce<unknown>((inner) => [inner], [])
      expect(replyOfJson(Array.isArray(json) ? deep : json, ['GET'], false)).toBeUndefined()
    },
  )
})

const fault = (...lines: readonly string[]) => {
  const { recording, fault: found } = readRecording(lines)
  return { lines: recording?.lines.length ?? null, ...found }
}

describe('reading a recording', () => {
  it('reads commands, events and the end', () => {
    const end = { why: 'lost', calls: 1, cursor: '4' }
    const event = JSON.stringify({ event: 'gone', end })
    const { recording, fault: none } = readRecording([HEADER, CALL, '', event, ''])
    expect(none).toBeNull()
    expect(recording?.lines).toMatchObject([
      { kind: 'command', line: 2, words: ['SSCAN', 's', '0'] },
      { kind: 'event', line: 4, text: 'gone', end },
    ])
  })

  it.each<[string, readonly string[], object]>([
    ['nothing', [''], { lines: null, line: 1, kind: 'empty' }],
    ['text', ['hello'], { lines: null, line: 1, kind: 'notJson' }],
    [
      'another file',
      ['{"a":1}'],
      { lines: null, line: 1, kind: 'shape', field: 'source', reason: { kind: 'missing' } },
    ],
    [
      'a list',
      ['[]'],
      { lines: null, line: 1, kind: 'shape', field: 'source', reason: { kind: 'missing' } },
    ],
    [
      'a number',
      ['7'],
      { lines: null, line: 1, kind: 'shape', field: 'line', reason: { kind: 'object' } },
    ],
    [
      'hashes that are a list of words',
      ['{"source":"redis-server","version":"7.0.15","hashLow":["a"]}'],
      { lines: null, line: 1, kind: 'shape', field: 'hashLow', reason: { kind: 'lowBits' } },
    ],
    [
      'a trace of dict.c',
      ['{"source":"redis dict.c","version":"7.0.15"}'],
      { lines: null, line: 1, kind: 'source', source: 'redis dict.c' },
    ],
    ['a cut line', [HEADER, CALL, CALL.slice(0, 20)], { lines: 1, line: 3, kind: 'notJson' }],
    [
      'no command',
      [HEADER, '{"reply":1}'],
      { lines: 0, line: 2, kind: 'shape', field: 'cmd', reason: { kind: 'missing' } },
    ],
    [
      'an empty command',
      [HEADER, '{"cmd":[],"reply":1}'],
      { lines: 0, line: 2, kind: 'shape', field: 'cmd', reason: { kind: 'noCommand' } },
    ],
    [
      'a strange reply',
      [HEADER, '{"cmd":["GET"],"reply":true}'],
      { lines: 0, line: 2, kind: 'shape', field: 'reply', reason: { kind: 'reply' } },
    ],
    [
      'a strange end',
      [HEADER, '{"event":"x","end":{"why":"?"}}'],
      { lines: 0, line: 2, kind: 'shape', field: 'end.why', reason: { kind: 'oneOf' } },
    ],
    [
      'a long line',
      [HEADER, CALL, JSON.stringify({ event: 'x'.repeat(RECORDING_LIMITS.line) })],
      { lines: 1, line: 3, kind: 'lineTooLong' },
    ],
  ])('keeps what stands before the fault: %s', (_, lines, found) => {
    expect(fault(...lines)).toMatchObject(found)
  })

  it('reads so many lines and says where it stopped', () => {
    const lines = [HEADER, ...Array<string>(RECORDING_LIMITS.lines + 1).fill('{"event":"x"}')]
    expect(fault(...lines)).toEqual({
      lines: RECORDING_LIMITS.lines,
      line: RECORDING_LIMITS.lines + 2,
      kind: 'tooManyLines',
    })
  })

  it('knows names that objects of JavaScript know too', () => {
    const low = '{"constructor":1,"__proto__":2,"prototype":3}'
    const header = `{"source":"redis-server","version":"7.0.15","hashLow":${low}}`
    const { recording } = readRecording([header])
    expect(recording?.header.hashLow).toEqual([
      ['constructor', 1],
      ['__proto__', 2],
      ['prototype', 3],
    ])
  })

  it('never throws, whatever the lines are', () => {
    const json = fc.jsonValue().map((value) => JSON.stringify(value))
    const line = fc.oneof(fc.string(), json, fc.constantFrom(HEADER, CALL, '{"event":"x"}'))
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, headed) => {
        const { recording, fault: found } = readRecording(headed ? [HEADER, ...lines] : lines)
        expect(recording !== null || found !== null).toBe(true)
        if (found?.kind === 'shape') expect(found.reason.kind).not.toBe('unfit')
        if (recording !== null) callsOf(recording)
      }),
    )
  })
})

const recordingIn = (path: string) => {
  const { recording, fault: found } = readRecording(readFileSync(path, 'utf8').split('\n'))
  expect(found).toBeNull()
  if (recording === null) throw new Error(path)
  return recording
}

describe('stories of real servers as recordings', () => {
  it.each(traceFilesIn(join(root, 'test/traces/server')))('opens and replays: %s', (path) => {
    const recording = recordingIn(path)
    expect(statesOf(recording)).toHaveLength(recording.lines.length + 1)
  })

  it.runIf(existsSync(shared))('also the shared ones', () => {
    for (const path of traceFilesIn(shared)) {
      expect(statesOf(recordingIn(path)), path).not.toBeNull()
    }
  })

  it('a reply that the model does not give ends the replay', () => {
    const path = join(root, 'test/traces/server/sscan-growth.jsonl')
    const text = readFileSync(path, 'utf8').replace('"SSCAN","grow","0"', '"SSCAN","grow","1"')
    const { recording } = readRecording(text.split('\n'))
    expect(recording && statesOf(recording)).toBeNull()
  })
})

describe('the recordings of the page', () => {
  it.each(recordingIds)('%s reads to its end', (id) => {
    const recording = recordingIn(join(root, `public/recordings/${id}.jsonl`))
    expect(recording.header).toMatchObject({ version: '7.0.15', server: 'redis 7.0.15' })
    expect(recording.lines.at(-1)).toMatchObject({
      kind: 'event',
      end: { calls: callsOf(recording).length },
    })
  })
})
