import { describe, expect, it } from 'vitest'
import { leastSize } from '../../src/decode/index.ts'
import { decoded, ofKind } from './decoded.ts'
import { cliLog, clusterStories, isScan, repliedCursors, serverStories } from './stories.ts'

/** Sizes that HTSTATS has shown: those of the last look before, and of the first after a line. */
function sizesAround(
  lines: readonly { readonly cmd?: readonly string[]; readonly reply?: unknown }[],
) {
  return lines.map(({ cmd, reply }) => {
    if (cmd?.[0] !== 'DEBUG' || typeof reply !== 'string') return null
    const sizes = [...reply.matchAll(/table size: (\d+)/g)].map(([, size]) => Number(size))
    return sizes.length === 0 ? null : sizes
  })
}

describe('the recordings of real servers', () => {
  it('are there', () => {
    expect(serverStories.length).toBeGreaterThanOrEqual(7)
    expect(clusterStories.length).toBeGreaterThanOrEqual(2)
  })

  it.each([...serverStories, ...clusterStories].map((story) => [story.name, story] as const))(
    '%s: every cursor is found, and nothing looks broken',
    (_, story) => {
      const { paste, findings, layout } = decoded(cliLog(story))
      const replied = paste.found.filter(({ role }) => role === 'replied')
      expect(replied.map(({ words }) => words)).toEqual(repliedCursors(story))
      expect(layout).toBe('table')
      const calm = ['resize', 'repeated']
      expect(findings.filter(({ kind }) => !calm.includes(kind))).toEqual([])
    },
  )

  it.each(serverStories.map((story) => [story.name, story] as const))(
    '%s: no cursor needs a larger table than the server had',
    (_, { lines }) => {
      const sizes = sizesAround(lines)
      lines.forEach((line, nth) => {
        if (!isScan(line) || !Array.isArray(line.reply)) return
        const before = sizes.slice(0, nth).findLast((size) => size !== null) ?? []
        const after = sizes.slice(nth).find((size) => size !== null) ?? []
        if (before.length === 0 && after.length === 0) return
        const largest = Math.max(...before, ...after)
        expect(Number(leastSize(BigInt(String(line.reply[0]))))).toBeLessThanOrEqual(largest)
      })
    },
  )

  const named = (name: string) => {
    const story = serverStories.find((one) => one.name === name)
    if (story === undefined) throw new Error(`${name} is missing`)
    return decoded(cliLog(story))
  }

  it('the growth from 16 buckets is seen where 23 comes back', () => {
    const { findings, paste } = named('sscan-growth.jsonl')
    const [resize] = ofKind(findings, 'resize')
    expect(resize).toMatchObject({ from: 4, to: 5 })
    expect(paste.found[resize?.at ?? 0]?.words).toBe('23')
  })

  it('the shrink from 64 to 8 buckets is seen after 50, and a COUNT proves it', () => {
    const { findings, paste } = named('sscan-shrink.jsonl')
    const [resize] = ofKind(findings, 'resize')
    expect(resize).toMatchObject({ from: 6, to: 3, proof: { count: 1 } })
    expect(paste.found[resize?.at ?? 0]?.words).toBe('6')
  })

  it('a walk of 64 buckets at rest tells 64', () => {
    expect(named('learn-walk.jsonl')).toMatchObject({ findings: [], scans: [{ size: 64n }] })
  })

  it('three nodes scanned one after the other are three scans', () => {
    for (const story of clusterStories) {
      expect(decoded(cliLog(story)).scans.map(({ size }) => size)).toEqual([64n, 32n, 32n])
    }
  })
})
