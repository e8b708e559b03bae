import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  readRecording,
  recordingIds,
  tellingOf,
  type RecordingId,
  type Telling,
} from '../../../src/recording/index.ts'
import { traceFilesIn } from '../../conformance/read.ts'
import { root } from '../../setup/install.mjs'

/** A telling of the lines of a recording. */
export function tellingOfText(text: string): Telling {
  const { recording, fault } = readRecording(text.split('\n'))
  if (recording === null || fault !== null) throw new Error(JSON.stringify(fault))
  return tellingOf(recording)
}

const tellingIn = (path: string) => tellingOfText(readFileSync(path, 'utf8'))

/** A recording of the page. */
export const bundled = (id: RecordingId): Telling =>
  tellingIn(join(root, `public/recordings/${id}.jsonl`))

/** The recordings of the page and the stories that the judge replays, by name. */
export const allTellings: readonly (readonly [name: string, telling: Telling])[] = [
  ...recordingIds.map((id) => [id, bundled(id)] as const),
  ...traceFilesIn(join(root, 'test/traces/server')).map((path) => {
    return [path.slice(root.length), tellingIn(path)] as const
  }),
]

/** A recording of one's own: a header and lines. */
export const madeOf = (header: object, ...lines: readonly object[]): Telling =>
  tellingOfText(
    [{ source: 'redis-server', version: '7.0.15', ...header }, ...lines]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  )

export const scanLine = (cursor: string, next: string, ...keys: readonly string[]) => ({
  cmd: ['SSCAN', 's', cursor, 'COUNT', '1'],
  reply: [next, keys],
})
