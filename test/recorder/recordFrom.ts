import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseOptions } from '../../src/recorder/options.ts'
import { record, type Recorded } from '../../src/recorder/record.ts'
import { readRecording, type Recording } from '../../src/recording/index.ts'
import type { RedisServer } from '../live/redisServer.ts'

export interface Made {
  readonly recording: Recording
  readonly text: string
  readonly recorded: Recorded
}

/** A folder for the recordings of a file of tests. */
export class Folder {
  readonly #path = mkdtempSync(join(tmpdir(), 'recorder-'))
  #files = 0

  newPath = (): string => join(this.#path, `${this.#files++}.jsonl`)

  /** Writes a --during file. */
  during(...lines: readonly string[]): string {
    const path = `${this.newPath()}.txt`
    writeFileSync(path, lines.join('\n'))
    return path
  }

  remove(): void {
    rmSync(this.#path, { recursive: true, force: true })
  }
}

/** The recording in a file; throws when it does not read to its end. */
export function recordingIn(path: string): {
  readonly recording: Recording
  readonly text: string
} {
  const text = readFileSync(path, 'utf8')
  const { recording, fault } = readRecording(text.split('\n'))
  if (recording === null || fault !== null) throw new Error(JSON.stringify(fault))
  return { recording, text }
}

export interface Outside {
  readonly stop?: AbortSignal
  /** Called with each line of progress. */
  readonly onProgress?: (line: string) => void
}

/** Records from a server of ours at full speed. */
export async function recordFrom(
  server: RedisServer,
  folder: Folder,
  args: readonly string[],
  { stop = new AbortController().signal, onProgress = () => undefined }: Outside = {},
): Promise<Made> {
  const path = folder.newPath()
  const url = `redis://127.0.0.1:${server.port}`
  const options = parseOptions(['--url', url, '--rate', '1000', '--out', path, ...args], {})
  if (options === 'help') throw new Error('no help was asked for')
  const screen = {
    write: (line: string) => {
      onProgress(line)
    },
  }
  const recorded = await record(options, { screen, stop, now: () => new Date(0) })
  return { ...recordingIn(path), recorded }
}
