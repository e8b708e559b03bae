import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanAlgorithmIds, scanAlgorithms, type ScanProbe } from '../../../src/engine/index.ts'
import { anyLife, anyPast, anyRules, createStore, execute, hashes } from '../driver.ts'
import { runs } from '../settings.ts'

/** Lines at which nothing happens: heads, and the call of `next`, which shows in its own lines. */
const SILENT = ['repeat', 'next', 'step']

describe.each(scanAlgorithmIds)('%s', (id) => {
  const { listing, scan } = scanAlgorithms[id]
  const lines = listing.map((line) => line.id)

  it('names each line of its listing once', () => {
    expect(new Set(lines).size).toBe(lines.length)
  })

  it('emits and returns the same whether it is watched or not, at lines of its listing', () => {
    fc.assert(
      fc.property(
        anyRules,
        hashes,
        anyPast,
        fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 8 }),
        (rules, pool, past, cursors) => {
          const store = createStore()
          for (const command of past) execute(store, rules, command, pool)
          for (const cursor of cursors) {
            const unwatched: number[] = []
            const watched: number[] = []
            const probes: ScanProbe[] = []
            const next = scan(store, cursor, (entry) => unwatched.push(entry))
            const same = scan(
              store,
              cursor,
              (entry) => watched.push(entry),
              (probe) => probes.push(probe),
            )
            expect(same).toBe(next)
            expect(watched).toEqual(unwatched)
            const shown = probes.flatMap((p) => (p.kind === 'entry.emitted' ? [p.id] : []))
            expect(shown).toEqual(unwatched)
            expect(probes.at(0)).toMatchObject({ kind: 'scan.entered', cursor })
            expect(probes.at(-1)).toMatchObject({ kind: 'scan.returned', cursor: next })
            for (const { line } of probes) expect(lines).toContain(line)
          }
        },
      ),
      runs(150),
    )
  })

  it('comes by every line of its listing but the silent ones', () => {
    const hit = new Set<string>()
    const lives = fc.record({ rules: anyRules, pool: hashes, past: anyPast, life: anyLife })
    for (const { rules, pool, past } of fc.sample(lives, { numRuns: 60, seed: 1 })) {
      const store = createStore()
      for (const command of past) execute(store, rules, command, pool)
      scan(
        store,
        2,
        () => undefined,
        (probe) => hit.add(probe.line),
      )
    }
    expect([...hit].sort()).toEqual(lines.filter((line) => !SILENT.includes(line)).sort())
  })
})
