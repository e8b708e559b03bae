import fc from 'fast-check'
import { zlibSync } from 'fflate'
import { Buffer } from 'node:buffer'
import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url } from '../../src/link/base64url.ts'
import { readFragment, readWork, writeFile, writeFragment } from '../../src/link/index.ts'
import { pack, unpack } from '../../src/link/pack.ts'
import { documentOf, type Work } from '../../src/link/work.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import {
  currentBranch,
  edit,
  LIMITS,
  reconfigure,
  treeOf,
  type Scenario,
} from '../../src/trace/index.ts'
import { runs } from '../engine/settings.ts'
import { serverWork } from './serverWork.ts'
import { anyHistory } from '../trace/anyHistory.ts'

const workOf = (scenario: Scenario, moment = 0): Work => ({
  story: null,
  place: { tree: treeOf(scenario), moment },
})

const anyWork: fc.Arbitrary<Work> = fc.record({
  story: fc.constantFrom(null, 'grow4to8', 'lostBucket'),
  place: anyHistory.map(({ present }) => present),
})

/** A link as somebody else may have made it: any JSON, packed. */
const packed = (data: unknown): string => `s=1.${pack(JSON.stringify(data))}`

const faultOf = async (fragment: string) => {
  const read = await readFragment(fragment)
  return read.ok ? null : read.fault
}

describe('a work in a fragment', () => {
  it('comes back as it went in: branches, current branch and moment', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, async (work) => {
        expect(await readFragment(writeFragment(work))).toEqual({ ok: true, value: work })
      }),
      runs(150),
    )
  })

  it('comes back from a file just so, and the file is JSON', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, async (work) => {
        const text = writeFile(work, 'https://example.org/scenario.schema.json')
        expect(await readWork(text)).toEqual({ ok: true, value: work })
        expect(await readWork(JSON.stringify(JSON.parse(text), null, 4))).toEqual({
          ok: true,
          value: work,
        })
      }),
      runs(80),
    )
  })

  it('comes back when it is the story of a server', async () => {
    expect(await readFragment(writeFragment(serverWork))).toEqual({ ok: true, value: serverWork })
    expect(await readWork(writeFile(serverWork))).toEqual({ ok: true, value: serverWork })
  })

  it('shares the configuration and commands that branches share', async () => {
    const tree = edit(treeOf(scenarios.grow4to8), 4, [{ type: 'resize', buckets: 16 }])
    const read = await readFragment(writeFragment({ story: null, place: { tree, moment: 9 } }))
    if (!read.ok) throw new Error(read.fault.why)
    const [first, second] = read.value.place.tree.branches
    expect(second?.scenario.config).toBe(first?.scenario.config)
    expect(second?.scenario.commands[3]).toBe(first?.scenario.commands[3])
  })

  it('writes a command once, however many branches hold it', () => {
    let tree = treeOf(scenarios.sixtyFour)
    for (let after = 63; after > 0; after--) {
      tree = edit({ ...tree, current: 1 }, after, [{ type: 'resize', buckets: 128 }])
    }
    const document = documentOf({ story: null, place: { tree, moment: 0 } })
    expect(document.branches?.map(({ commands }) => commands.length)).toEqual(
      new Array<number>(63).fill(1),
    )
    expect(writeFragment({ story: null, place: { tree, moment: 0 } }).length).toBeLessThan(1600)
  })

  it('is understood when it stands among other things in the fragment', async () => {
    const fragment = writeFragment(workOf(scenarios.atRest, 3))
    expect(await readFragment(`stage&${fragment}&x=1`)).toMatchObject({ ok: true })
  })

  it('is understood when it is a bare scenario, as the library and people write it', async () => {
    expect(await readWork(JSON.stringify(scenarios.lostBucket))).toEqual({
      ok: true,
      value: workOf(scenarios.lostBucket),
    })
  })
})

describe('the packing', () => {
  it('is base64url of a zlib stream, as any other program reads and writes it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
        const bytes = Buffer.from(pack(text), 'base64url')
        expect(inflateSync(bytes).toString('utf8')).toBe(text)
        const theirs = deflateSync(Buffer.from(text, 'utf8')).toString('base64url')
        expect(unpack(theirs)).toEqual({ ok: true, value: text })
      }),
      runs(60),
    )
  })

  it('turns bytes into the text that Node makes of them, and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url')
        expect(toBase64url(bytes)).toBe(text)
        expect(fromBase64url(text)).toEqual(bytes)
      }),
      runs(300),
    )
  })

  it('stops inflating at the bound: 64 kB of a bomb stay a few megabytes', () => {
    const bomb = toBase64url(zlibSync(new Uint8Array(16 * 2 ** 20), { level: 9 }))
    expect(bomb.length).toBeLessThan(LIMITS.linkCharacters)
    expect(unpack(bomb)).toEqual({
      ok: false,
      fault: { why: 'tooLarge', most: LIMITS.workBytes },
    })
  })

  it('holds a text of just the bound', () => {
    const most = ' '.repeat(LIMITS.workBytes)
    expect(unpack(pack(most))).toEqual({ ok: true, value: most })
    expect(unpack(pack(`${most} `))).toMatchObject({ fault: { why: 'tooLarge' } })
  })
})

describe('a link that is not in order', () => {
  const good = writeFragment({
    story: 'grow4to8',
    place: { tree: edit(treeOf(scenarios.grow4to8), 4, [{ type: 'scan' }]), moment: 12 },
  })

  it('is called damaged wherever it was cut off', async () => {
    const cuts = Array.from({ length: good.length - 4 }, (_, n) => good.slice(0, 4 + n))
    const faults = await Promise.all(cuts.map(faultOf))
    expect(new Set(faults.map((fault) => fault?.why))).toEqual(new Set(['damaged']))
  })

  it('is called damaged when one character was changed on the way', async () => {
    // The last character may hold bits that belong to no byte.
    for (let at = 4; at < good.length - 1; at++) {
      const other = good[at] === 'A' ? 'B' : 'A'
      const changed = good.slice(0, at) + other + good.slice(at + 1)
      expect(await faultOf(changed), `character ${at}`).toEqual({ why: 'damaged' })
    }
  })

  it.each([
    ['nothing', ''],
    ['only a name', 's='],
    ['only a version', 's=1'],
    ['no packed text', 's=1.'],
    ['a version that is no number', 's=toString.eJw'],
    ['a space', `${good} x`],
    ['a percent sign', good.replace('.', '.%20')],
  ])('is called damaged with %s', async (_, fragment) => {
    expect(await faultOf(fragment)).toEqual({ why: 'damaged' })
  })

  it('names the version that it cannot read', async () => {
    expect(await faultOf(good.replace('s=1.', 's=2.'))).toEqual({ why: 'version', version: '2' })
    expect(await faultOf(good.replace('s=1.', 's=0.'))).toEqual({ why: 'version', version: '0' })
  })

  it('is too long beyond 64 kB', async () => {
    expect(await faultOf(`s=1.${'A'.repeat(LIMITS.linkCharacters)}`)).toEqual({
      why: 'tooLong',
      most: 65_536,
    })
  })

  it('says that it holds no JSON', async () => {
    expect(await faultOf(`s=1.${pack('{"version":1')}`)).toEqual({ why: 'notJson' })
    expect(await faultOf(`s=1.${pack('['.repeat(1_000_000))}`)).toEqual({ why: 'notJson' })
  })
})

describe('a work that is not in order', () => {
  const { config } = scenarios.atRest
  const scan = { type: 'scan' }
  const good = {
    version: 1,
    machine: 'dict',
    config,
    commands: [scan, scan],
    branches: [
      { id: 2, from: 1, after: 2, commands: [scan] },
      { id: 3, from: 2, after: 3, commands: [] },
    ],
    branch: 3,
    moment: 5,
  }
  const scans = (count: number) => new Array<typeof scan>(count).fill(scan)
  const keys = (count: number, letter: string) =>
    Array.from({ length: count }, (_, n) => ({ key: `${letter}${n}` }))
  const [second, third] = good.branches

  it('is read when it is in order', async () => {
    expect(await faultOf(packed(good))).toBeNull()
  })

  it.each([
    ['another version', { version: 2 }, 'version', { kind: 'oneOf', names: [1] }],
    ['a stranger', { more: 1 }, 'more', { kind: 'unknown' }],
    ['half a moment', { moment: 0.5 }, 'moment', { kind: 'whole' }],
    ['a branch that is missing', { branch: 9 }, 'branch', { kind: 'branchMissing', branch: 9 }],
    [
      'a branch cut from itself',
      { branches: [{ ...second, from: 2 }, third] },
      'branches.0.from',
      { kind: 'lateParent' },
    ],
    [
      'a branch cut from a later one',
      { branches: [{ ...second, from: 3 }, third] },
      'branches.0.from',
      { kind: 'lateParent' },
    ],
    [
      'a branch twice',
      { branches: [second, { ...third, id: 2 }] },
      'branches.1.id',
      { kind: 'branchTwice', branch: 2 },
    ],
    [
      'the number of the first line taken',
      { branches: [{ ...second, id: 1 }] },
      'branches.0.id',
      { kind: 'branchTwice', branch: 1 },
    ],
    [
      'a branch cut behind the end',
      { branches: [{ ...second, after: 3 }, third] },
      'branches.0.after',
      { kind: 'atMost', most: 2 },
    ],
    [
      'a stranger in a branch',
      { branches: [{ ...second, parent: null }] },
      'branches.0.parent',
      { kind: 'unknown' },
    ],
    [
      '5 001 commands',
      { commands: scans(5001) },
      'commands',
      { kind: 'tooMany', things: 'commands', most: 5000 },
    ],
    [
      '5 001 commands with those that a branch shares',
      { commands: scans(2501), branches: [{ ...second, after: 2501, commands: scans(2500) }] },
      'branches.0',
      { kind: 'tooManyCommandsInAll', most: 5000 },
    ],
    [
      '4 097 keys',
      { commands: [{ type: 'add', keys: keys(4089, 'k') }] },
      'scenario',
      { kind: 'tooManyKeysInAll', most: 4096 },
    ],
    [
      '4 097 keys with those that a branch shares',
      {
        commands: [{ type: 'add', keys: keys(4088, 'k') }, scan],
        branches: [{ ...second, commands: [{ type: 'add', keys: keys(1, 'q') }] }],
      },
      'branches.0',
      { kind: 'tooManyKeysInAll', most: 4096 },
    ],
    [
      'empty branches that stand for a million commands',
      {
        commands: scans(5000),
        branches: Array.from({ length: 300 }, (_, n) => ({
          id: n + 2,
          from: 1,
          after: 5000,
          commands: [],
        })),
      },
      'branches.208',
      { kind: 'tooManyCommandsOfTree', most: 1048576 },
    ],
  ])('is refused with %s', async (_, change, field, reason) => {
    expect(await faultOf(packed({ ...good, ...change }))).toEqual({ why: 'invalid', field, reason })
  })

  it.each([null, 7, 'text', [], {}, [[]]])('is refused when it is %j', async (data) => {
    expect(await faultOf(packed(data))).toMatchObject({ why: 'invalid' })
  })

  it('is refused when a few hundred bytes ask for millions of micro-steps', async () => {
    const resizes = Array.from({ length: 1250 }, () => [
      { type: 'resize', buckets: 1024 },
      { type: 'rehash', buckets: 4096 },
      { type: 'resize', buckets: 512 },
      { type: 'rehash', buckets: 4096 },
    ]).flat()
    const link = packed({
      ...good,
      config: { ...config, buckets: 512, keys: keys(500, 'k') },
      commands: resizes,
    })
    expect(link.length).toBeLessThan(5000)
    expect(await faultOf(link)).toEqual({ why: 'endless', most: LIMITS.moments })
  }, 60_000)

  it('counts the micro-steps of all branches, those that they share once', async () => {
    // While 1024 buckets shrink to 4, each call reads 257 of them.
    const slow = { ...config, automatic: { grows: false, shrinks: false, steps: false } }
    const calls = [{ type: 'resize', buckets: 4 }, ...scans(80)]
    const withFive = (branch: object) => ({
      ...good,
      config: { ...slow, buckets: 1024, keys: keys(4, 'k') },
      commands: calls,
      branches: [2, 3, 4, 5, 6].map((id) => ({ id, from: 1, ...branch })),
    })
    const shared = withFive({ after: 81, commands: [scan] })
    expect(await readWork(JSON.stringify(shared))).toMatchObject({ ok: true })
    const apart = withFive({ after: 0, commands: calls })
    expect(await readWork(JSON.stringify(apart))).toEqual({
      ok: false,
      fault: { why: 'endless', most: LIMITS.moments },
    })
  }, 60_000)

  it('is written with what a change of the rule makes of it', async () => {
    const tree = reconfigure(treeOf(scenarios.grow4to8), { algorithm: 'naive' })
    const work: Work = { story: null, place: { tree, moment: 0 } }
    expect(documentOf(work).branches?.[0]).toMatchObject({
      after: 0,
      config: { algorithm: 'naive' },
      commands: currentBranch(tree).scenario.commands,
    })
    expect(await readFragment(writeFragment(work))).toEqual({ ok: true, value: work })
  })
})
