import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordingIds, statesOf, whyNotComparable } from '../../src/recording/index.ts'
import { main } from '../conformance/main.ts'
import { bundledFolder, stories, twiceIn } from './bundled.ts'
import { recordingIn } from './recordFrom.ts'

const read = (id: string) => recordingIn(join(bundledFolder, `${id}.jsonl`)).recording

describe('the recordings of the page', () => {
  it('are those of the list, and small', () => {
    const files = readdirSync(bundledFolder)
    expect(files.sort()).toEqual(recordingIds.map((id) => `${id}.jsonl`).sort())
    for (const file of files) expect(statSync(join(bundledFolder, file)).size).toBeLessThan(50_000)
  })

  it.each(recordingIds)('%s shows what its story says', (id) => {
    expect(stories[id].shows(read(id))).toBe(true)
  })

  it('replay where the hashes were learned, and elsewhere it is known why not', () => {
    const why = recordingIds.map((id) => whyNotComparable(read(id))?.unknown ?? 'replays')
    expect(why).toEqual(['replays', 'replays', 'hash', 'start', 'start', 'start'])
    expect(statesOf(read('growingSet'))).not.toBeNull()
    expect(statesOf(read('shrinkingSet'))).not.toBeNull()
  })

  it('hold the duplicate that a shrink brings', () => {
    expect(twiceIn(read('shrinkingSet'))).toHaveLength(1)
    expect(twiceIn(read('growingSet'))).toEqual([])
  })

  it('are read by npm run conformance, which compares what can be compared', () => {
    const lines: string[] = []
    expect(main([bundledFolder], (line) => lines.push(line))).toBe(0)
    expect(lines.at(-1)).toMatch(
      /^conformance: 6 files, 55 operations, 0 mismatches, \d+ lines not comparable$/,
    )
    expect(lines.find((line) => line.includes('changingHash'))).toMatch(/--learn of the recorder/)
  })
})
