import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import {
  createRecordingStore,
  EMPTY_DICT,
  maskOf,
  reverseIncrement,
  scanAlgorithms,
  type DictStore,
  type DictView,
  type Profile,
  type ScanAlgorithm,
} from '../../src/engine/index.ts'
import { createPackedStore } from '../../src/engine/packed.ts'
import { dictTracesIn, ownTraces } from './evidence.ts'
import { main } from './main.ts'
import { readTrace, readTraceFile, traceFilesIn, type Trace } from './read.ts'
import { replay, rulebookOf, type Rulebook } from './replay.ts'

const storages: Readonly<Record<string, () => DictStore>> = {
  recording: () => createRecordingStore(EMPTY_DICT, () => undefined),
  packed: createPackedStore,
}

function traceOf(file: string): Trace {
  const reading = readTraceFile(file)
  if (reading.trace === null) throw new Error(`${file}:${reading.line}: ${reading.reason}`)
  return reading.trace
}

const ownFiles = dictTracesIn(ownTraces)
const own = ownFiles.map(traceOf)

const printed = (args: readonly string[]) => {
  const lines: string[] = []
  const code = main(args, (line) => lines.push(line))
  return { code, lines }
}

describe.each(Object.entries(storages))('the engine on the %s storage', (_, createStore) => {
  it.each(ownFiles.map((file, index) => [relative(ownTraces, file), index] as const))(
    'answers as dict.c did in %s',
    (_name, index) => {
      const trace = own[index]
      expect(trace && replay(trace, createStore())).toEqual([])
    },
  )

  const shared = ['dict', 'bug4906']
    .map((name) => fileURLToPath(new URL(`../../../shared/traces/${name}`, import.meta.url)))
    .filter((dir) => existsSync(dir))
  it.runIf(shared.length > 0)('answers as dict.c did in the shared traces too', () => {
    for (const file of shared.flatMap(traceFilesIn)) {
      expect(replay(traceOf(file), createStore()), file).toEqual([])
    }
  })
})

describe('what 4.0.9 lost', () => {
  it('is lost here as well: the one key of s1 never comes, and under 4.0.10 it does', () => {
    const emittedUnder = (version: string) =>
      traceOf(
        join(ownTraces, `bug4906/s1-32to8-cursor16-one-element.${version}.jsonl`),
      ).operations.flatMap((operation) => (operation.op === 'scan' ? operation.emitted : []))
    expect(emittedUnder('4.0.9')).toEqual([])
    expect(emittedUnder('4.0.10')).toEqual(['k8'])
  })
})

type Scan = ScanAlgorithm['scan']

/** A scan over two tables whose loop ends by another test than dictScan2018's. */
const endingWhen =
  (ends: (v: number, m0: number, m1: number) => boolean): Scan =>
  (dict, cursor, emit) => {
    if (dict.rehashIndex < 0) return scanAlgorithms.dictScan2018.scan(dict, cursor, emit)
    const small = dict.bucketCount(1) < dict.bucketCount(0) ? 1 : 0
    return walk(dict, small, cursor, emit, ends)
  }

function walk(
  dict: DictView,
  first: 0 | 1,
  cursor: number,
  emit: (id: number) => void,
  ends: (v: number, m0: number, m1: number) => boolean,
): number {
  const second = first === 0 ? 1 : 0
  const m0 = maskOf(dict.bucketCount(first))
  const m1 = maskOf(dict.bucketCount(second))
  dict.eachEntry(first, (cursor & m0) >>> 0, emit)
  let v = cursor
  do {
    dict.eachEntry(second, (v & m1) >>> 0, emit)
    v = reverseIncrement(v, m1)
  } while (!ends(v, m0, m1))
  return v
}

const cellEnded = (v: number, m0: number, m1: number) => (v & (m0 ^ m1)) === 0

const tableZeroFirst: Scan = (dict, cursor, emit) =>
  dict.rehashIndex < 0
    ? scanAlgorithms.dictScan2018.scan(dict, cursor, emit)
    : walk(dict, 0, cursor, emit, cellEnded)

const largerFirst: Scan = (dict, cursor, emit) => {
  const ids: number[] = []
  const next = scanAlgorithms.dictScan2018.scan(dict, cursor, (id) => ids.push(id))
  ids.reverse().forEach(emit)
  return next
}

const wrongScan = (scan: Scan) => (book: Rulebook) => ({ ...book, scan })

const wrongProfile =
  (change: (profile: Profile) => Partial<Profile>) =>
  (book: Rulebook): Rulebook => ({
    ...book,
    rules: { ...book.rules, profile: { ...book.rules.profile, ...change(book.rules.profile) } },
  })

const wrongRules: Readonly<Record<string, (book: Rulebook) => Rulebook>> = {
  'naive counting': wrongScan(scanAlgorithms.naive.scan),
  'table 0 alone': wrongScan(scanAlgorithms.tableZeroOnly.scan),
  'the rule of 2013 everywhere': wrongScan(scanAlgorithms.dictScan2013.scan),
  'the rule of 2018 everywhere': wrongScan(scanAlgorithms.dictScan2018.scan),
  'a loop that ends after one bucket': wrongScan(endingWhen(() => true)),
  'a loop that ends with the larger table': wrongScan(endingWhen((v, _, m1) => (v & m1) === 0)),
  'table 0 always first': wrongScan(tableZeroFirst),
  'emission in reverse': wrongScan(largerFirst),
  'no rehash step on the way': (book) => ({ ...book, rules: { ...book.rules, steps: false } }),
  'no growth': (book) => ({ ...book, rules: { ...book.rules, grows: false } }),
  'no shrinking': (book) => ({ ...book, rules: { ...book.rules, shrinks: false } }),
  'growth to twice the size asked for': wrongProfile(({ growthRequest }) => ({
    growthRequest: (used) => 2 * growthRequest(used),
  })),
  'growth under AVOID one entry early': wrongProfile(({ growsUnderAvoid }) => ({
    growsUnderAvoid: (used, buckets) => growsUnderAvoid(used + 1, buckets),
  })),
  'growth under AVOID one entry late': wrongProfile(({ growsUnderAvoid }) => ({
    growsUnderAvoid: (used, buckets) => growsUnderAvoid(used - 1, buckets),
  })),
  'steps under AVOID whatever the ratio': wrongProfile(() => ({ rehashesUnderAvoid: () => true })),
  'no step under AVOID': wrongProfile(() => ({ rehashesUnderAvoid: () => false })),
  'shrinking one entry early': wrongProfile(({ shrinks }) => ({
    shrinks: (used, buckets) => shrinks(used - 1, buckets),
  })),
  'shrinking one entry late': wrongProfile(({ shrinks }) => ({
    shrinks: (used, buckets) => shrinks(used + 1, buckets),
  })),
  'no shrinking under AVOID': wrongProfile(() => ({ shrinksUnderAvoid: () => false })),
  'the own bucket moved or not, the other way round': wrongProfile(({ movesOwnBucket }) => ({
    movesOwnBucket: !movesOwnBucket,
  })),
  'an empty table replaced or not, the other way round': wrongProfile((profile) => ({
    replacesEmptyTable: !profile.replacesEmptyTable,
  })),
}

/** A store that behaves as the recording one but for what `change` replaces. */
function wrongStore(change: (right: DictStore) => Partial<DictStore>): DictStore {
  const right = createRecordingStore(EMPTY_DICT, () => undefined)
  const wrong = change(right)
  return new Proxy(right, {
    get: (target, name): unknown => {
      const owner = name in wrong ? wrong : target
      const member: unknown = Reflect.get(owner, name)
      // Methods with private fields must not be called on the proxy.
      return typeof member === 'function' ? member.bind(owner) : member
    },
  })
}

const wrongStores: Readonly<Record<string, () => DictStore>> = {
  'chains told from the tail': () =>
    wrongStore((right) => ({
      eachEntry: (table, bucket, visit) => {
        const ids: number[] = []
        right.eachEntry(table, bucket, (id) => ids.push(id))
        ids.reverse().forEach(visit)
      },
    })),
  'a rehash index that stays behind': () =>
    wrongStore(() => ({
      advanceRehash: () => undefined,
    })),
  'no pause': () =>
    wrongStore((right) => ({
      setRehashPauses: () => {
        right.setRehashPauses(0)
      },
    })),
}

describe('the traces have teeth: they notice', () => {
  it.each(Object.entries(wrongRules))('%s', (_, plant) => {
    const noticed = own.some((trace) => {
      const store = createRecordingStore(EMPTY_DICT, () => undefined)
      return replay(trace, store, plant(rulebookOf(trace.profile))).length > 0
    })
    expect(noticed).toBe(true)
  })

  it.each(Object.entries(wrongStores))('%s', (_, createWrong) => {
    expect(own.some((trace) => replay(trace, createWrong()).length > 0)).toBe(true)
  })

  it('4.0.10 in the place of 4.0.9', () => {
    const old = own.filter((trace) => trace.version === '4.0.9')
    const noticed = old.filter((trace) => {
      const store = createRecordingStore(EMPTY_DICT, () => undefined)
      return replay(trace, store, rulebookOf('redis-4.0.10')).length > 0
    })
    expect(noticed.length).toBeGreaterThan(old.length / 2)
  })

  it('a scan that walks in circles, and the replay ends all the same', () => {
    const forever: Scan = (dict, cursor, emit) => walk(dict, 0, cursor, emit, () => false)
    const trace = traceOf(join(ownTraces, 'bug4906/s6-16to8-control.7.4.1.jsonl'))
    const [mismatch] = replay(
      trace,
      createRecordingStore(EMPTY_DICT, () => undefined),
      {
        ...rulebookOf('redis-7.4'),
        scan: (dict, cursor, emit) =>
          dict.rehashIndex < 0
            ? scanAlgorithms.dictScan2018.scan(dict, cursor, emit)
            : forever(dict, cursor, emit),
      },
    )
    expect(mismatch?.message).toBe(
      'scan: the replay stops here: the scan call reads more buckets than there are',
    )
  })
})

const HEADER = '{"source":"redis dict.c","version":"7.0.15"}'
const S = '"s":{"size":[4,0],"used":[1,0],"rehashidx":-1}'
const ADD = `{"op":"add","key":"k1","hash":"0x1","ok":true,${S}}`

describe('a file that is no trace is refused with the line and the reason', () => {
  const bad: readonly (readonly [string, number, string])[] = [
    ['', 1, 'not a dict trace: not JSON'],
    ['no JSON', 1, 'not a dict trace: not JSON'],
    ['[1]', 1, 'not a dict trace: field source is missing'],
    ['null', 1, 'not a dict trace: a JSON object expected, got null'],
    ['{"version":"7.0.15"}', 1, 'not a dict trace: field source is missing'],
    [
      '{"source":"redis-server","version":"7.0.15"}',
      1,
      'not a dict trace: its source is "redis-server"',
    ],
    [
      '{"source":"redis dict.c","version":"3.0.1"}',
      1,
      'no rules are known for the version "3.0.1"',
    ],
    ['{"source":"redis dict.c"}', 1, 'no rules are known for the version ""'],
    [`${HEADER}\n{"op":"add"`, 2, 'not JSON'],
    [`${HEADER}\n${ADD}\n\n${ADD}`, 3, 'not JSON'],
    [`${HEADER}\n${ADD}\n7`, 3, 'a JSON object expected, got 7'],
    [`${HEADER}\n{"op":"frob",${S}}`, 2, 'field op is "frob": no such operation'],
    [`${HEADER}\n{${S}}`, 2, 'field op is missing'],
    [`${HEADER}\n{"op":"pause"}`, 2, 'field s is missing'],
    [`${HEADER}\n{"op":"add","key":"k1","ok":true,${S}}`, 2, 'field hash is missing'],
    [
      `${HEADER}\n{"op":"find","key":"k1","hash":"12","found":true,${S}}`,
      2,
      'field hash is "12": 0x and up to 16 digits expected',
    ],
    [
      `${HEADER}\n{"op":"scan","sid":1,"cursor":"18446744073709551616","next":"0","emitted":[],${S}}`,
      2,
      'field cursor is "18446744073709551616": a number of at most 64 bits expected',
    ],
    [
      `${HEADER}\n{"op":"scan","sid":1,"cursor":0,"next":"0","emitted":[],${S}}`,
      2,
      'field cursor is 0: Invalid type: Expected string but received 0',
    ],
  ]
  it.each(bad)('%j', (text, line, reason) => {
    expect(readTrace(text)).toEqual({ trace: null, line, reason })
  })

  it('but empty lines at the end do not matter', () => {
    const { trace } = readTrace(`${HEADER}\n${ADD}\n\n\r\n`)
    expect(trace?.operations.length).toBe(1)
  })
})

describe('the version chooses the rules', () => {
  it.each([
    ['4.0.9', 'redis-4.0.9'],
    ['4.0.1', 'redis-4.0.9'],
    ['4.0.10', 'redis-4.0.10'],
    ['4.0.14', 'redis-4.0.10'],
    ['7.0.15', 'redis-7.0'],
    ['7.2.6', 'redis-7.2'],
    ['7.4.1', 'redis-7.4'],
    ['8.0.0', 'redis-8.0'],
    ['unstable-4f8cdc2', 'redis-7.4'],
  ])('%s: %s', (version, profile) => {
    const { trace } = readTrace(`{"source":"redis dict.c","version":"${version}"}`)
    expect(trace?.profile).toBe(profile)
  })
})

describe('npm run conformance', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })
  const write = (name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return file
  }

  it('walks folders, counts and returns 0 when all agrees', () => {
    const { code, lines } = printed([join(ownTraces, 'bug4906')])
    expect(lines).toEqual(['conformance: 32 files, 500 operations, 0 mismatches'])
    expect(code).toBe(0)
  })

  it('prints file and line of a mismatch, what was expected and what came', () => {
    const file = write('wrong.jsonl', `${HEADER}\n${ADD}\n${ADD}\n`)
    expect(printed([file])).toEqual({
      code: 1,
      lines: [
        `${file}:3: add k1: ok expected true, got false`,
        'conformance: 1 files, 2 operations, 1 mismatches',
      ],
    })
  })

  it('compares layouts', () => {
    const layout = '{"op":"layout","tables":[[["k1"],[],[],[]],[]]}'
    const file = write('layout.jsonl', `${HEADER}\n${ADD}\n${layout}\n`)
    expect(printed([file]).lines[0]).toBe(
      `${file}:3: layout: tables expected [[["k1"],[],[],[]],[]], got [[[],["k1"],[],[]],[]]`,
    )
  })

  it('says what a version cannot be asked for', () => {
    const file = write(
      'forbid.jsonl',
      `{"source":"redis dict.c","version":"4.0.9"}\n{"op":"resizePolicy","value":"forbid",${S}}`,
    )
    expect(printed([file]).lines[0]).toBe(
      `${file}:2: resizePolicy: the replay stops here: Redis 4.0.9 has no policy forbid`,
    )
  })

  it('gives the reason for a file that cannot be read, and goes on', () => {
    const broken = write('broken.jsonl', 'no JSON')
    const bytes = join(folder, 'bytes.jsonl')
    writeFileSync(bytes, new Uint8Array([0xff, 0xfe]))
    const { code, lines } = printed([broken, bytes, join(ownTraces, 'bug4906')])
    expect(lines[0]).toBe(`${broken}:1: cannot be read: not a dict trace: not JSON`)
    expect(lines[1]).toMatch(`${bytes}: cannot be read: `)
    expect(lines[2]).toBe('conformance: 32 files, 500 operations, 0 mismatches')
    expect(code).toBe(1)
  })

  it('says so when a path does not exist', () => {
    const { code, lines } = printed([join(folder, 'nowhere')])
    expect(lines[0]).toBe(`${join(folder, 'nowhere')}: cannot be read: it does not exist`)
    expect(code).toBe(1)
  })

  it('says how it is used when no path is given', () => {
    const { code, lines } = printed([])
    expect(lines.join()).toMatch('usage: npm run -s conformance -- PATH...')
    expect(code).toBe(1)
  })
})
