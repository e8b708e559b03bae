import fc from 'fast-check'
import { env } from 'node:process'
import { expect, test } from 'vitest'
import { readFragment, writeFragment } from '../../src/link/index.ts'
import { pack, unpack } from '../../src/link/pack.ts'
import { currentBranch, recordAny } from '../../src/trace/index.ts'
import { serverWork } from './serverWork.ts'
import { anyHistory, faultsOf } from '../trace/anyHistory.ts'

const LINKS = 10_000
const seed = Number(env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

/** What may happen to a text on its way; the numbers choose where and what. */
const anyChange = fc.record({
  how: fc.constantFrom(
    ...(['cut', 'drop', 'swap', 'repeat', 'replace', 'insert', 'reverse', 'case'] as const),
    ...(['number', 'number', 'number', 'number', 'number'] as const),
  ),
  number: fc.oneof(fc.nat(9), fc.constantFrom(-1, 1.5, 16, 1024, 4097, 5001, 2 ** 32, 1e308)),
  at: fc.nat(),
  length: fc.nat(40),
  text: fc.oneof(
    fc.constantFrom('%20', '\r\n', '.', '=', '&s=1.', '-', '_', '\u0000', '…', '"', '1e999', '{'),
    fc.constantFrom('null', '-1', '9007199254740993', '[[[[', ',"__proto__":1', '4096', '0'),
    fc.string({ maxLength: 6 }),
  ),
})

type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never

function numberChanged(text: string, at: number, number: number): string {
  const numbers = [...text.matchAll(/\d+/g)]
  const chosen = numbers[at % Math.max(1, numbers.length)]
  if (chosen === undefined) return text
  return text.slice(0, chosen.index) + String(number) + text.slice(chosen.index + chosen[0].length)
}

function changed(text: string, { how, at, length, text: other, number }: Change): string {
  const from = at % (text.length + 1)
  const [before, part, after] = [
    text.slice(0, from),
    text.slice(from, from + length),
    text.slice(from + length),
  ]
  switch (how) {
    case 'cut':
      return before
    case 'drop':
      return before + after
    case 'swap':
      return before + after.slice(0, length) + part + after.slice(length)
    case 'repeat':
      return before + part + part + after
    case 'replace':
      return before + other + after
    case 'insert':
      return before + other + part + after
    case 'reverse':
      return before + Array.from(part).reverse().join('') + after
    case 'number':
      return numberChanged(text, at, number)
    case 'case':
      return before + part.toLowerCase() + after
  }
}

const goodLinks = fc
  .sample(anyHistory, { seed, numRuns: 50 })
  .map(({ present }) => ({ story: 'atRest', place: present }))
  .concat(new Array(10).fill(serverWork))
  .map(writeFragment)

/** A good link, changed as a text; or its JSON changed and packed again, so that it unpacks. */
const anyMutant = fc
  .record({
    link: fc.constantFrom(...goodLinks),
    changes: fc.array(anyChange, { minLength: 1, maxLength: 3 }),
    inside: fc.boolean(),
  })
  .map(({ link, changes, inside }) => {
    if (!inside) return changes.reduce(changed, link)
    const json = unpack(link.slice('s=1.'.length))
    if (!json.ok) throw new Error('a good link unpacks')
    return `s=1.${pack(changes.reduce(changed, json.value))}`
  })

test(`${LINKS} mutated links are read or refused, none throws or hangs (seed ${seed})`, async () => {
  console.info(`mutated links: seed ${seed}; FC_SEED=${seed} repeats them`)
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(anyMutant, async (fragment) => {
      const read = await readFragment(fragment)
      const what = read.ok ? 'read' : read.fault.why
      seen.set(what, (seen.get(what) ?? 0) + 1)
      if (!read.ok) return
      const { tree, moment } = read.value.place
      expect(faultsOf(tree)).toEqual([])
      expect(moment).toBeGreaterThanOrEqual(0)
      recordAny(currentBranch(tree).scenario)
    }),
    { numRuns: LINKS, seed, endOnFailure: true },
  )
  console.info('outcomes:', Object.fromEntries(seen))
  for (const what of ['read', 'damaged', 'notJson', 'invalid']) {
    expect(seen.get(what), what).toBeGreaterThan(LINKS / 100)
  }
}, 120_000)
