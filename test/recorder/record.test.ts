import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  callsOf,
  sizesOf,
  statesOf,
  walksOf,
  whyNotComparable,
  type Recording,
} from '../../src/recording/index.ts'
import { notComparable } from '../conformance/notComparable.ts'
import { replayStory } from '../conformance/replayStory.ts'
import { readStory } from '../conformance/story.ts'
import { findRedisServer, RedisServer } from '../live/redisServer.ts'
import { root } from '../setup/install.mjs'
import { Folder, recordFrom, recordingIn } from './recordFrom.ts'
import { runMain } from './runMain.ts'

const path = findRedisServer()
if (path === undefined) console.log('skipped: no redis-server to record from')

const members = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, nth) => `m:${from + nth}`)

const returned = (recording: Recording) => callsOf(recording).flatMap(({ keys }) => keys)

const ending = ({ lines }: Recording) => {
  const last = lines.at(-1)
  return last?.kind === 'event' ? last.end : null
}

/** What npm run conformance says: mismatches, and replies that were compared. */
function judged(text: string) {
  expect(notComparable(text)).toBeNull()
  const { story } = readStory(text)
  if (story === null) throw new Error('no story')
  const { mismatches, compared } = replayStory(story)
  return { mismatches, compared }
}

describe.runIf(path !== undefined)('the recorder', { timeout: 60_000 }, () => {
  let server: RedisServer
  let folder: Folder
  beforeAll(async () => {
    server = await RedisServer.start(path ?? '')
    folder = new Folder()
  })
  afterAll(async () => {
    await server.stop()
    folder.remove()
  })
  beforeEach(async () => {
    await server.client.call('FLUSHALL')
  })
  const fill = (key: string, names: readonly string[]) => server.client.call('SADD', key, ...names)
  const record = (...args: readonly string[]) => recordFrom(server, folder, args)

  it('writes a full scan of a set at rest, and the size that its cursors show', async () => {
    await fill('s', members(0, 64))
    const { recording, recorded } = await record('--key', 's', '--count', '1')
    expect(new Set(returned(recording))).toEqual(new Set(members(0, 64)))
    expect(recording.header).toMatchObject({
      command: 'SSCAN',
      key: 's',
      count: 1,
      start: 'unknown',
      alone: true,
      sizeFromCursors: 64,
      hashLow: [],
    })
    expect(ending(recording)).toEqual({
      why: 'complete',
      calls: recording.lines.length - 1,
      cursor: '0',
    })
    expect(recorded.sentences).toEqual([])
    const [walk] = walksOf(callsOf(recording))
    expect(sizesOf(walk?.calls ?? []).map(({ size }) => size)).toEqual([64])
    expect(whyNotComparable(recording)).toMatchObject({ unknown: 'start' })
    expect(await server.client.call('DBSIZE')).toMatchObject({ value: '1' })
  })

  it.each([
    ['SSCAN', ['SADD', 'k', 'a', 'b']],
    ['HSCAN', ['HSET', 'k', 'a', '1', 'b', '2']],
    ['ZSCAN', ['ZADD', 'k', '1', 'a', '2', 'b']],
  ])('takes %s from the type of the key', async (command, words) => {
    await server.client.call(...words)
    const { recording } = await record('--key', 'k')
    expect(recording.header.command).toBe(command)
    expect(new Set(returned(recording))).toEqual(new Set(['a', 'b']))
  })

  it('walks all keys without --key, with MATCH, whatever bytes they are', async () => {
    const odd = ['', '\xff\xfe', 'a\r\nb', 'ü'.normalize(), '\udc80'].map((text) =>
      Buffer.from(text, text === '\xff\xfe' ? 'latin1' : 'utf8').toString('latin1'),
    )
    for (const key of [...odd, ...members(0, 50)]) await server.client.call('SET', key, '1')
    const { recording } = await record()
    expect(recording.header).toMatchObject({ command: 'SCAN', key: null })
    expect(new Set(returned(recording))).toEqual(new Set([...odd, ...members(0, 50)]))
    const some = await record('--match', 'm:1*')
    expect(new Set(returned(some.recording))).toEqual(new Set(['m:1', ...members(10, 20)]))
    expect(callsOf(some.recording).every(({ filtered }) => filtered)).toBe(true)
    const binary = await record('--learn')
    expect(binary.recording.header.hashLow).toHaveLength(odd.length + 50)
    expect(await server.client.call('DBSIZE')).toMatchObject({ value: String(odd.length + 50) })
  })

  it('sends the commands of --during where they stand, and replays with what it learned', async () => {
    const during = folder.during(
      `SADD grows ${members(0, 100).join(' ')}`,
      '# a comment',
      '--- 30',
      `SADD grows ${members(100, 300).join(' ')} "\\xff"`,
      '---',
      ...Array.from({ length: 130 }, () => 'SISMEMBER grows m:1'),
      `SREM grows ${members(0, 290).join(' ')}`,
    )
    const args = ['--key', 'grows', '--count', '1', '--during', during, '--allow-writes', '--learn']
    const { recording, text, recorded } = await record(...args)
    expect(recorded.sentences).toEqual(['Learned 12 bits of the hashes of 301 names.'])
    expect(recording.header).toMatchObject({ start: 'empty', alone: true, hashBits: 12 })
    expect(judged(text)).toEqual({ mismatches: [], compared: recording.lines.length - 1 })
    const states = statesOf(recording)
    expect(states).toHaveLength(recording.lines.length + 1)
    expect(states?.[0]?.values.size).toBe(0)
    expect(await server.client.call('KEYS', '*')).toMatchObject({ items: [{ bytes: 'grows' }] })
  })

  it('spreads commands without marks over the calls, and tells of those that are left', async () => {
    await fill('s', members(0, 60))
    const adds = members(100, 300).map((name) => `SADD s ${name}`)
    const during = folder.during(...adds, 'HSET s a b')
    const { recording, recorded } = await record(
      ...['--key', 's', '--during', during, '--allow-writes'],
    )
    const names = recording.lines.flatMap((line) =>
      line.kind === 'command' ? [line.words[0]] : [],
    )
    expect(names.slice(0, 4)).toEqual(['SSCAN', 'SADD', 'SSCAN', 'SADD'])
    expect(recorded.sentences.join()).toMatch(
      /^The scan ended before \d+ commands of .* were sent\.$/,
    )
  })

  it('tells how many of these commands the server refused', async () => {
    await fill('s', members(0, 60))
    const during = folder.during('---', 'HSET s a b', 'NOSUCH', '---', '---')
    const { recorded, recording } = await record(
      ...['--key', 's', '--during', during, '--allow-writes'],
    )
    expect(recorded.sentences.join()).toMatch(/refused 2 commands .*WRONGTYPE/)
    expect(recorded.ended.why).toBe('complete')
    expect(recording.header.alone).toBe(false)
  })

  it('knows when another client is at work, and records all that stays under its load', async () => {
    await fill('s', members(0, 2000))
    let busy = true
    const load = (async () => {
      for (let round = 0; busy; round++) {
        const own = Array.from({ length: 400 }, (_, nth) => `load:${round % 3}:${nth}`)
        await server.client.call(round % 2 === 0 ? 'SADD' : 'SREM', 's', ...own)
      }
    })()
    const { recording, text } = await record('--key', 's', '--count', '20')
    busy = false
    await load
    const seen = new Set(returned(recording))
    expect(members(0, 2000).filter((name) => !seen.has(name))).toEqual([])
    expect(recording.header).toMatchObject({ alone: false })
    expect(notComparable(text)?.why).toMatch('not known')
    expect(ending(recording)?.why).toBe('complete')
  })

  it('learns on a key that was there, without a trace in the database', async () => {
    await fill('s', members(0, 500))
    const { recording } = await record('--key', 's', '--learn')
    const low = new Map(recording.header.hashLow)
    expect(low.size).toBe(500)
    // Each page lies where its members' hashes say.
    for (const { keys, cursor, next } of callsOf(recording)) {
      const place = (word: number) =>
        Number.parseInt([...word.toString(2).padStart(12, '0')].reverse().join(''), 2)
      for (const key of keys) {
        const at = place(low.get(key) ?? 0)
        expect(at).toBeGreaterThanOrEqual(place(Number(cursor)))
        expect(at).toBeLessThan(next === 0n ? 4096 : place(Number(next)))
      }
    }
    expect(await server.client.call('DBSIZE')).toMatchObject({ value: '1' })
  })

  it('leaves no key behind when it is stopped while it learns', async () => {
    await fill('s', members(0, 500))
    const controller = new AbortController()
    const made = recordFrom(server, folder, ['--key', 's', '--learn', '--rate', '20'], {
      stop: controller.signal,
    })
    for (let tries = 0; tries < 500; tries++) {
      const count = await server.client.call('DBSIZE')
      if (count.kind === 'integer' && count.value === '2') break
      await sleep(10)
    }
    controller.abort()
    const { recorded, recording } = await made
    expect(recorded.sentences.join()).toMatch('not learned: stopped before')
    expect(recording.header.hashLow).toEqual([])
    expect(await server.client.call('KEYS', '*')).toMatchObject({ items: [{ bytes: 's' }] })
  })

  it('ends with a valid file when it is stopped', async () => {
    await fill('s', members(0, 500))
    const controller = new AbortController()
    const { recording, recorded } = await recordFrom(server, folder, ['--key', 's'], {
      stop: controller.signal,
      onProgress: (line) => {
        if (/call (\d+)/.exec(line)?.[1] !== '1') controller.abort()
      },
    })
    expect(recorded.ended).toMatchObject({ why: 'stopped' })
    expect(ending(recording)).toMatchObject({ why: 'stopped', calls: callsOf(recording).length })
    const last = recording.lines.at(-1)
    expect(last?.kind === 'event' && last.text).toMatch(
      /^the recording ends after call \d+, at cursor/,
    )
  })

  it('keeps its pace', async () => {
    await fill('s', members(0, 60))
    const start = performance.now()
    const { recording } = await record('--key', 's', '--count', '5', '--rate', '50')
    const calls = callsOf(recording).length
    // The first call need not wait.
    expect(performance.now() - start).toBeGreaterThan((calls - 1) * 20 - 5)
  })
})

describe.runIf(path !== undefined)('a server that ends in mid-scan', { timeout: 60_000 }, () => {
  it('leaves a file that says where', async () => {
    const server = await RedisServer.start(path ?? '')
    const folder = new Folder()
    let gone: Promise<void> | undefined
    try {
      await server.client.call('SADD', 's', ...members(0, 3000))
      const { recording, recorded, text } = await recordFrom(server, folder, ['--key', 's'], {
        onProgress: (line) => {
          if (/call (\d+)/.exec(line)?.[1] !== '1') gone ??= server.stop()
        },
      })
      await gone
      expect(recorded.ended.why).toBe('lost')
      const end = ending(recording)
      expect(end).toMatchObject({ why: 'lost', calls: callsOf(recording).length })
      expect(end?.cursor).toBe(String(callsOf(recording).at(-1)?.next))
      expect(recording.header).toMatchObject({ alone: false })
      expect(text.trimEnd().split('\n').at(-1)).toMatch('The server closed the connection.')
    } finally {
      await (gone ?? server.stop())
      folder.remove()
    }
  })
})

describe.runIf(path !== undefined)('the program', { timeout: 60_000 }, () => {
  it('ends at Ctrl-C with a file that opens', async () => {
    const server = await RedisServer.start(path ?? '')
    const folder = new Folder()
    try {
      await server.client.call('SADD', 's', ...members(0, 3000))
      const out = folder.newPath()
      const url = `redis://127.0.0.1:${server.port}`
      const args = ['--bundle', 'src/recorder/main.ts', '--url', url, '--key', 's', '--out', out]
      const child = spawn(process.execPath, ['test/setup/run.mjs', ...args, '--rate', '20'], {
        cwd: root,
      })
      let said = ''
      let isStopping = false
      const code = new Promise<number | null>((resolve) => child.on('close', resolve))
      child.stderr.on('data', (chunk: Buffer) => {
        said += String(chunk)
        if (!said.includes('call ') || isStopping) return
        isStopping = true
        child.kill('SIGINT')
      })
      expect(await code).toBe(130)
      expect(said).toMatch(
        /The recording ends after call \d+, .*: stopped by the user\. The recording/,
      )
      expect(ending(recordingIn(out).recording)?.why).toBe('stopped')
      expect(existsSync(`${out}.part`)).toBe(false)
    } finally {
      await server.stop()
      folder.remove()
    }
  })

  it('lets no secret of the address into the file or the output', async () => {
    const server = await RedisServer.start(path ?? '')
    const folder = new Folder()
    try {
      await server.client.call('SADD', 's', ...members(0, 30))
      await server.client.call('ACL', 'SETUSER', 'alice', 'on', '>p%4s:s3cret', '~*', '+@all')
      await server.client.call('CONFIG', 'SET', 'requirepass', 'other-s3cret')
      const place = `127.0.0.1:${server.port}`
      const good = `redis://alice:p%254s%3As3cret@${place}/0`
      const out = folder.newPath()
      const made = await runMain('--url', good, '--key', 's', '--out', out)
      expect(made).toMatchObject({ code: 0 })
      const { text } = recordingIn(out)
      const faults = [
        await runMain('--url', `redis://${place}`, '--key', 's'),
        await runMain('--url', `redis://alice:wrong-s3cret@${place}`, '--key', 's'),
        await runMain('--url', good, '--key', 'none'),
        await runMain('--url', good, '--key', 's', '--out', out),
        await runMain(good, '--key', 's'),
        await runMain('--url', `http://alice:p-s3cret@${place}`),
        await runMain(`--uri=${good}`, '--key', 's'),
        await runMain('--url', `redis://alice:s3cret@127.0.0.1:1`),
        await runMain('--url', `redis://alice:%s3cret@${place}`),
      ]
      for (const shown of [text, made.output, ...faults.map(({ output }) => output)]) {
        expect(shown).not.toMatch(/s3cret|alice/)
      }
      expect(faults.map(({ code }) => code)).toEqual(faults.map(() => 1))
      expect(faults.map(({ output }) => output.trimEnd())).toEqual([
        'The server wants a password: write redis://user:password@host, or set REDISCLI_AUTH.',
        'The server does not accept this user and password.',
        'There is no key "none" in database 0.',
        `${out} exists already; name another file with --out, or remove it.`,
        'The options are not understood; each is --name value. --help lists them.',
        '--url must be of the form redis://[user:password@]host[:port][/db].',
        'There is no option --uri; --help lists the options.',
        'Nobody listens at 127.0.0.1:1: is the server running?',
        'The user or password in --url has a broken %-escape; write % as %25.',
      ])
    } finally {
      await server.stop()
      folder.remove()
    }
  })

  it('says in one sentence what is wrong with a key or a file', async () => {
    const server = await RedisServer.start(path ?? '')
    const folder = new Folder()
    try {
      await server.client.call('SADD', 's', ...members(0, 30))
      await server.client.call('SET', 'text', '1')
      const url = `redis://127.0.0.1:${server.port}`
      const writes = ['--url', url, '--key', 's', '--allow-writes', '--during']
      const said = async (...args: readonly string[]) => {
        const { code, output } = await runMain(...args)
        expect(code).toBe(1)
        return output.trimEnd()
      }
      expect(await said('--url', url, '--key', 's', '--command', 'HSCAN')).toBe(
        '"s" is a set: HSCAN does not scan it, SSCAN does.',
      )
      expect(await said('--url', url, '--key', 'text')).toBe(
        '"text" is a string; only sets, hashes and sorted sets are scanned.',
      )
      expect(await said(...writes, '/nowhere')).toBe(
        'The file /nowhere of --during cannot be read: it does not exist.',
      )
      expect(await said('--url', url, '--key', 's', '--out', '/nowhere/x.jsonl')).toBe(
        '/nowhere/x.jsonl cannot be written: it does not exist.',
      )
      const broken = folder.during('SADD s a', 'SADD s "a')
      expect(await said(...writes, broken)).toBe(
        `Line 2 of ${broken} has quotes that do not balance.`,
      )
      const auth = folder.during('AUTH alice secret')
      expect(await said(...writes, auth)).toMatch(/^Line 1 of .*: AUTH is not sent, because/)
      const gone = folder.newPath()
      const deletes = folder.during('DEL s')
      expect(await said(...writes, deletes, '--out', gone, '--key', 'never')).toMatch(
        'There is no key',
      )
      await server.client.call('REPLICAOF', '127.0.0.1', '1')
      const adds = folder.during('---', 'SADD s z', '---')
      const replica = folder.newPath()
      expect(await said(...writes, adds, '--out', replica)).toMatch('This node is a replica')
      expect(ending(recordingIn(replica).recording)?.why).toBe('refused')
    } finally {
      await server.stop()
      folder.remove()
    }
  })
})

describe.runIf(path !== undefined)('nodes of a cluster', { timeout: 60_000 }, () => {
  it('are recorded one by one; a key of another node is told, not followed', async () => {
    const more = ['--cluster-enabled', 'yes']
    const a = await RedisServer.start(path ?? '', more)
    const b = await RedisServer.start(path ?? '', more)
    const folder = new Folder()
    try {
      await a.client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '8191')
      await b.client.call('CLUSTER', 'ADDSLOTSRANGE', '8192', '16383')
      await a.client.call('CLUSTER', 'MEET', '127.0.0.1', String(b.port))
      const isUp = async ({ client }: RedisServer) => {
        const info = await client.call('CLUSTER', 'INFO')
        return info.kind === 'bulk' && info.bytes.includes('cluster_state:ok')
      }
      while (!(await isUp(a)) || !(await isUp(b))) await sleep(50)
      // The slot of "a" is 15495, that of "b" 3300.
      for (let nth = 0; nth < 40; nth++) await a.client.call('SET', `{b}${nth}`, '1')
      const url = `redis://127.0.0.1:${a.port}`
      expect(await runMain('--url', url, '--key', 'a', '--command', 'SSCAN')).toEqual({
        code: 1,
        output:
          `The key lives on another node of the cluster, 127.0.0.1:${b.port} (slot 15495): give that ` +
          'address as --url. Redirects are not followed.\n',
      })
      const { recording } = await recordFrom(a, folder, ['--learn'])
      expect(recording.header).toMatchObject({ mode: 'cluster', command: 'SCAN' })
      expect(recording.header.hashLow).toHaveLength(40)
      expect(new Set(returned(recording)).size).toBe(40)
      expect(await a.client.call('DBSIZE')).toMatchObject({ value: '40' })
    } finally {
      await a.stop()
      await b.stop()
      folder.remove()
    }
  })
})
