import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRecordingPlayer } from '../../src/app/recording.ts'
import { RECORDING_LIMITS, type RecordingId } from '../../src/recording/index.ts'
import { root } from '../setup/install.mjs'

const load = (id: RecordingId) =>
  Promise.resolve(new Blob([readFileSync(join(root, `public/recordings/${id}.jsonl`))]))

const HEADER = '{"source":"redis-server","version":"7.0.15"}\n'
const CALL = '{"cmd":["SSCAN","s","0"],"reply":["4",["a"]]}\n'
const OTHER = '{"cmd":["SISMEMBER","s","a"],"reply":1}\n'
const file = (...parts: readonly (string | Uint8Array<ArrayBuffer>)[]) =>
  new File([...parts], 'mine.jsonl')

const opened = async (...parts: readonly (string | Uint8Array<ArrayBuffer>)[]) => {
  const player = createRecordingPlayer(load)
  await player.getState().openFile(file(...parts))
  return player
}

describe('the player of recordings', () => {
  it('opens what the page brings along', async () => {
    const player = createRecordingPlayer(load)
    await player.getState().openNamed('growingSet')
    const { source, telling, fault, moment } = player.getState()
    expect(source).toEqual({ kind: 'bundled', id: 'growingSet' })
    expect(telling?.calls).toHaveLength(14)
    expect({ fault, moment }).toEqual({ fault: null, moment: 0 })
  })

  it('goes by lines and by calls, and stays inside', async () => {
    const player = await opened(HEADER, OTHER, CALL, OTHER, OTHER, CALL, OTHER)
    const { step, stepCall, seek } = player.getState()
    const moments = (...moves: readonly (() => void)[]) =>
      moves.map((move) => {
        move()
        return player.getState().moment
      })
    const call = () => {
      stepCall(1)
    }
    const back = () => {
      stepCall(-1)
    }
    expect(moments(call, call, call, call, back, back, back, back)).toEqual([
      2, 5, 6, 6, 5, 2, 0, 0,
    ])
    expect(
      moments(
        () => {
          step(-1)
        },
        () => {
          seek(99)
        },
        () => {
          step(1)
        },
        () => {
          seek(2.4)
        },
      ),
    ).toEqual([0, 6, 6, 2])
  })

  it('plays from the beginning when it stands at the end', async () => {
    const player = await opened(HEADER, CALL)
    player.getState().seek(1)
    player.getState().setPlaying(true)
    expect(player.getState()).toMatchObject({ moment: 0, playing: true })
    player.getState().seek(1)
    expect(player.getState().playing).toBe(false)
  })

  it('shows what was asked for last, whatever comes first', async () => {
    let release: () => void = () => undefined
    const slow = new Promise<void>((resolve) => {
      release = resolve
    })
    const player = createRecordingPlayer(async (id) => {
      if (id === 'growingSet') await slow
      return load(id)
    })
    const first = player.getState().openNamed('growingSet')
    await player.getState().openNamed('shrinkingSet')
    release()
    await first
    expect(player.getState().source).toEqual({ kind: 'bundled', id: 'shrinkingSet' })
    expect(player.getState().loading).toBe(false)
  })
})

describe('what cannot be opened', () => {
  it('leaves open what was open, and is told', async () => {
    const player = await opened(HEADER, CALL)
    const { telling } = player.getState()
    await player.getState().openFile(file('hello'))
    expect(player.getState()).toMatchObject({
      telling,
      fault: { kind: 'read', shown: null, fault: { line: 1, kind: 'notJson' } },
    })
    await player.getState().openNamed('nobody')
    expect(player.getState().fault).toEqual({ kind: 'noSuch', detail: 'nobody' })
    player.getState().dismiss()
    expect(player.getState()).toMatchObject({ fault: null, telling })
  })

  it('is told when it does not come', async () => {
    const player = createRecordingPlayer(() => Promise.reject(new Error('offline')))
    await player.getState().openNamed('growingSet')
    expect(player.getState()).toMatchObject({ fault: { kind: 'notLoaded' }, loading: false })
  })

  it('is told when the system gives no bytes', async () => {
    const gone = file(HEADER)
    gone.arrayBuffer = () => Promise.reject(new Error('gone'))
    const player = createRecordingPlayer(load)
    await player.getState().openFile(gone)
    expect(player.getState().fault).toEqual({ kind: 'unreadable', detail: 'mine.jsonl' })
  })

  it.each<[string, readonly (string | Uint8Array<ArrayBuffer>)[], object]>([
    ['a cut line', [HEADER, CALL, '{"cmd":'], { line: 3, kind: 'notJson' }],
    [
      'bytes that are no text',
      [HEADER, CALL, Uint8Array.of(0xff, 0xfe, 10)],
      { line: 3, kind: 'notUtf8' },
    ],
    [
      'a line without an end',
      [HEADER, CALL, 'x'.repeat(4 * RECORDING_LIMITS.line + 1)],
      { line: 3, kind: 'lineTooLong' },
    ],
    [
      'a file without an end',
      [HEADER, CALL, ' '.repeat(2 ** 20), '\n', new Uint8Array(RECORDING_LIMITS.bytes)],
      { line: 4, kind: 'fileTooLong' },
    ],
  ])('shows the lines before %s', async (_, parts, fault) => {
    const { fault: told, telling } = (await opened(...parts)).getState()
    expect(told).toMatchObject({ kind: 'read', shown: 2, fault })
    expect(telling?.calls).toHaveLength(1)
  })

  it('is a packed file, or an empty one', async () => {
    const packed = await opened(Uint8Array.of(0x1f, 0x8b, 8, 0, 0xff))
    expect(packed.getState().fault).toMatchObject({ fault: { line: 1, kind: 'notUtf8' } })
    expect((await opened('')).getState().fault).toMatchObject({ fault: { kind: 'empty' } })
    expect((await opened('\n\n')).getState().fault).toMatchObject({ fault: { kind: 'empty' } })
  })

  it('says when there is no scan in it', async () => {
    expect((await opened(HEADER, OTHER)).getState().fault).toEqual({ kind: 'noCalls' })
  })

  it('reads windows lines and a byte order mark', async () => {
    const text = `\ufeff${HEADER}${CALL}`.replaceAll('\n', '\r\n')
    expect((await opened(text)).getState()).toMatchObject({ fault: null })
  })
})
