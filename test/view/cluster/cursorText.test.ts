import { describe, expect, it } from 'vitest'
import {
  prospectOf,
  strategyIds,
  tagOfSlot,
  wireOf,
  type Misfit,
  type SceneCommand,
  type StrategyId,
} from '../../../src/cluster/index.ts'
import { locales } from '../../../src/i18n/index.ts'
import { clusterMachine } from '../../../src/machines/cluster.ts'
import { record } from '../../../src/trace/index.ts'
import { misfitText, prospectText } from '../../../src/view/cluster/cursorText.ts'
import { ledgerAt } from '../../../src/view/cluster/ledgerView.ts'
import { narrateCluster } from '../../../src/view/cluster/narrate.ts'
import { versionFor } from '../../cluster/perils.ts'
import { Storyteller } from '../../cluster/storyteller.ts'

/** One of each kind: the compiler asks for those of a new one. */
const misfits: Readonly<Record<Misfit['why'], Misfit>> = {
  empty: { why: 'empty' },
  spaces: { why: 'spaces' },
  negative: { why: 'negative' },
  tooLarge: { why: 'tooLarge' },
  noNumber: { why: 'noNumber' },
  noClusterCursor: { why: 'noClusterCursor' },
  clusterCursor: { why: 'clusterCursor' },
  noCursors: { why: 'noCursors' },
  noNode: { why: 'noNode' },
  unknownNode: { why: 'unknownNode', node: 'Z' },
  notAsked: { why: 'notAsked', node: 'a' },
  otherOwner: { why: 'otherOwner', slot: 6000, node: 'A', owner: 'B' },
  unowned: { why: 'unowned', slot: 7 },
  twoSlots: { why: 'twoSlots', slot: 7, wire: 8 },
  badIndex: { why: 'badIndex', index: 3, nodes: 3 },
}

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '')
const english = (why: Misfit['why'], cursor: string) =>
  plain(misfitText(misfits[why], cursor, 'en'))

/** What is said of a cursor before it is used. */
function saidOf(strategy: StrategyId, cursor: string, node: string | null = null) {
  const { scene, config } = new Storyteller(strategy, { version: versionFor(strategy) })
  const prospect = prospectOf(scene, { cursor, node }, config.cluster)
  const said = prospectText(prospect, cursor, scene.client.slotCursors, 'en')
  return [said.tone, plain(said.text), plain(said.doubt)]
}

describe('a cursor that cannot be used', () => {
  it.each(locales)('is told in a sentence of its own for each reason, in %s', (locale) => {
    const texts = Object.values(misfits).map((one) => misfitText(one, '12', locale))
    expect(new Set(texts).size).toBe(texts.length)
    for (const text of texts) {
      expect(text).toMatch(/[.。]$/)
      expect(text).not.toMatch(/undefined|NaN|\[object/)
    }
  })

  it('is told with the number that was probably meant', () => {
    expect(english('noNumber', '0x1F')).toMatch(/Perhaps 31 was meant\.$/)
    expect(english('noNumber', '007')).toMatch(/Perhaps 7 was meant\.$/)
    expect(english('spaces', ' 12')).toMatch(/Perhaps 12 was meant\.$/)
    expect(english('negative', '-1')).toMatch(/Perhaps 18446744073709551615 was meant\.$/)
    expect(english('noNumber', 'soon')).not.toMatch(/Perhaps/)
  })

  it('names the owner of its slot', () => {
    expect(english('otherOwner', '6000')).toBe(
      'It stands in slot 6000, which B owns, not A. Choose B.',
    )
  })
})

describe('a cursor that can be used', () => {
  it('is told by its place, and what is not read', () => {
    expect(saidOf('perNode', '6', 'B')).toEqual([
      'fine',
      '37.5% of B, if B gave it: a plain number does not say whose it is. What lies before it ' +
        'there is not read. Not asked, because this client asks them first: A.',
      '',
    ])
    expect(saidOf('parallel', '0', 'A')).toEqual([
      'fine',
      '0 is the beginning of A. All other nodes are scanned from their beginning.',
      '',
    ])
    expect(saidOf('perSlot', String(wireOf({ slot: 6000, local: 0n })))).toEqual([
      'fine',
      'The beginning of slot 6000, which B owns. Slots before it are passed over, whoever owns them.',
      '',
    ])
  })

  it('is told with what speaks against it', () => {
    const wire = String(wireOf({ slot: 7, local: 1n }))
    expect(saidOf('clusterScan', `zzz-{${tagOfSlot(7)}}-${wire}`)).toEqual([
      'doubtful',
      'Its tag is of slot 7, which A owns. Slots before it are passed over, whoever owns them.',
      expect.stringMatching(/^No node here has the fingerprint zzz: another cluster gave this/),
    ])
    expect(saidOf('perNode', '4096', 'A')).toEqual([
      'doubtful',
      expect.stringMatching(/^< 0\.1% of A/),
      expect.stringMatching(/^Only a table of 8,192 buckets or more gives this number/),
    ])
  })
})

/** A scan that began with a cursor, to its end. */
function traceOf(strategy: StrategyId, command: SceneCommand) {
  const story = new Storyteller(strategy, { version: versionFor(strategy) }).do(command).toEnd()
  const calls = new Array<SceneCommand>(story.scene.client.exchanges.length + 3).fill({
    type: 'call',
  })
  return record(clusterMachine, { config: story.config, commands: [command, ...calls] })
}

describe('a scan from a cursor', () => {
  it.each(strategyIds)('says a sentence at every moment, and a reason for each key: %s', (id) => {
    const slot = String(wireOf({ slot: 6000, local: 1n }))
    const cursor =
      id === 'clusterScan' ? `x-{${tagOfSlot(6000)}}-${slot}` : id === 'perSlot' ? slot : '60001'
    const trace = traceOf(id, { type: 'startFrom', cursor, node: 'B' })
    for (const locale of locales) {
      const texts = Array.from({ length: trace.length }, (_, nth) => {
        const { title, text } = narrateCluster(trace, nth + 1, locale)
        return `${title} ${text}`
      })
      const reasons = ledgerAt(trace, trace.length).reasons.map(({ text }) => text(locale))
      for (const text of [...texts, ...reasons]) {
        expect(text).not.toMatch(/undefined|NaN|null|\[object|[{]\w+[}]\./)
      }
    }
  })

  it('tells keys left of its start with their place, all of a node in one line', () => {
    const trace = traceOf('perNode', { type: 'startFrom', cursor: '6', node: 'B' })
    const reasons = ledgerAt(trace, trace.length).reasons.map(({ text }) => plain(text('en')))
    expect(reasons).toHaveLength(2)
    expect(reasons.join('\n')).toMatch(/: A comes before B, where the scan began\.$/m)
    expect(reasons.join('\n')).toMatch(
      /: at [\d.]+% to 3[\d.]+% of B; the scan began at 37\.5%\.$/m,
    )
  })
})
