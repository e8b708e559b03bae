import { describe, expect, it } from 'vitest'
import { perilIds, strategies, strategyIds } from '../../../src/cluster/index.ts'
import { locales } from '../../../src/i18n/index.ts'
import { clusterScenarioIds, clusterScenarios } from '../../../src/scenarios/cluster.ts'
import { isClusterTrace, loadMachine, recordAny } from '../../../src/trace/index.ts'
import { clusterLanesOf } from '../../../src/view/cluster/lanes.ts'
import { ledgerAt } from '../../../src/view/cluster/ledgerView.ts'
import { narrateCluster } from '../../../src/view/cluster/narrate.ts'
import { clusterStory, clusterTitle } from '../../../src/view/cluster/scenarioWords.ts'
import { strategyText } from '../../../src/view/cluster/words.ts'

await loadMachine('cluster')

const small = clusterScenarioIds.filter((id) => id !== 'sixNodes')

describe.each(small.map((id) => [id] as const))('%s', (id) => {
  const trace = recordAny(clusterScenarios[id])
  if (!isClusterTrace(trace)) throw new Error('a cluster’s')

  it.each(locales)('says a sentence at every moment, in %s', (locale) => {
    const story = clusterStory(id, locale)
    expect(clusterTitle(`cluster_${id}_parallel`, locale)).toBe(clusterTitle(id, locale))
    expect(narrateCluster(trace, 0, locale, story).text).toBe(story)
    for (let moment = 1; moment <= trace.length; moment++) {
      const { title, text } = narrateCluster(trace, moment, locale)
      expect(title.trim()).not.toBe('')
      expect(text).toMatch(/[.。?？!：:]/)
      expect(`${title} ${text}`).not.toMatch(/undefined|NaN|null|\[object|[{]\w+[}]\./)
    }
  })

  it('gives every reason in words', () => {
    for (const locale of locales) {
      for (const { text } of ledgerAt(trace, trace.length).reasons) {
        expect(text(locale).trim()).not.toBe('')
        expect(text(locale)).not.toMatch(/undefined/)
      }
    }
  })

  it('has a lane for each node, and each call on one of them', () => {
    const { nodes, calls, events } = clusterLanesOf(trace)
    const ids = new Set(nodes.map((node) => node.id))
    for (const call of calls) {
      expect(ids).toContain(call.node)
      expect(call.from).toBeLessThan(call.to)
    }
    for (const { nodes: touched } of events) for (const node of touched) expect(ids).toContain(node)
  })
})

it('states name, promise, cost and failure of each strategy, and every peril', () => {
  for (const id of strategyIds) {
    for (const locale of locales) {
      const { name, promise, cost, failure } = strategyText[id]
      const told = [name, promise, cost, failure].map((say) => say(locale))
      expect(new Set(told).size).toBe(4)
      for (const text of told) expect(text.trim()).not.toBe('')
    }
    expect(Object.keys(strategies[id].holds).toSorted()).toEqual([...perilIds].toSorted())
  }
})
