import type { ClientEvent, SceneCommand, SceneEvent } from '../../cluster/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { isolated } from '../../i18n/words.ts'
import { eventAt, stateAt, type ClusterTrace } from '../../trace/index.ts'
import type { Caption } from '../narrate.ts'
import { clientText } from './clientText.ts'
import { clusterText, lineText, sizeOf } from './eventText.ts'

function titleOf(command: SceneCommand, locale: Locale): string {
  const t = { locale }
  switch (command.type) {
    case 'call':
      return m.clTitleCall({}, t)
    case 'restartScan':
      return m.clTitleNew({}, t)
    case 'startFrom':
      return m.clTitleStartFrom({ cursor: isolated(command.cursor) }, t)
    case 'command':
      return m.clTitleOperator({ node: command.node, line: lineText(command.words) }, t)
    case 'write':
      return m.clTitleWrite({}, t)
    case 'migrate':
    case 'migrateBegin':
      return m.clTitleMigrate({ slot: command.slot, to: command.to }, t)
    case 'migrateKeys':
      return m.clTitleMigrateKeys({ slot: command.slot }, t)
    case 'migrateEnd':
      return m.clTitleMigrateEnd({ slot: command.slot }, t)
    case 'rebalance':
      return m.clTitleRebalance({}, t)
    case 'addNode':
      return m.clTitleAdd({ node: command.node }, t)
    case 'removeNode':
      return m.clTitleRemove({ node: command.node }, t)
    case 'failover':
      return m.clTitleFailover({ node: command.node }, t)
    case 'restart':
      return m.clTitleRestart({ node: command.node }, t)
    case 'networkError':
      return m.clTitleError({ node: command.node }, t)
    case 'slow':
      return m.clTitleSlow({ node: command.node }, t)
    case 'unassign':
      return m.clTitleUnassign({ slot: command.slot }, t)
    case 'tick':
      return m.clTitleTick({}, t)
  }
}

const isClients = (event: SceneEvent): event is ClientEvent => event.kind.startsWith('client.')

/** What a moment of a cluster's scenario says; `story` is the text of the beginning. */
export function narrateCluster(
  trace: ClusterTrace,
  moment: number,
  locale: Locale,
  story?: string,
): Caption {
  const scene = stateAt(trace, moment)
  const found = eventAt(trace, moment)
  if (found === undefined) {
    return {
      title: m.capStart({}, { locale }),
      text: story ?? m.clusterCustom(sizeOf(scene), { locale }),
    }
  }
  const { config } = trace
  const telling = { scene, before: () => stateAt(trace, moment - 1), config, locale }
  const { event, step } = found
  return {
    title: titleOf(step.command, locale),
    text: isClients(event) ? clientText(event, telling) : clusterText(event, telling),
  }
}
