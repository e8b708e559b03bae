import type { ClusterScene, SceneCommand, SceneConfig, SceneEvent } from '../cluster/index.ts'
import type { ServerCommand } from '../server/index.ts'
import {
  dictMachine,
  type DictCommand,
  type DictConfig,
  type DictEvent,
  type Machine,
  type MachineState,
} from '../machines/index.ts'
import type { ConsoleEvent, ConsoleState } from '../machines/client.ts'
import type { ServerStart } from '../machines/server.ts'
import {
  isClusterScenario,
  isServerScenario,
  type CommandOf,
  type DictScenario,
  type Scenario,
} from './scenario.ts'
import { loadClusterSchema } from './lateSchema.ts'
import { append, record, truncate, type Trace } from './trace.ts'

export type DictTrace = Trace<MachineState, DictCommand, DictEvent, DictConfig>
export type ServerTrace = Trace<ConsoleState, ServerCommand, ConsoleEvent, ServerStart>
export type ClusterTrace = Trace<ClusterScene, SceneCommand, SceneEvent, SceneConfig>

/** A scenario of whatever machine, run once. */
export type AnyTrace = DictTrace | ServerTrace | ClusterTrace

export const isDictTrace = (trace: AnyTrace): trace is DictTrace => trace.machine.name === 'dict'

export const isServerTrace = (trace: AnyTrace): trace is ServerTrace =>
  trace.machine.name === 'server'

export const isClusterTrace = (trace: AnyTrace): trace is ClusterTrace =>
  trace.machine.name === 'cluster'

type ServerMachine = Machine<ConsoleState, ServerCommand, ConsoleEvent, ServerStart>
type ClusterMachine = Machine<ClusterScene, SceneCommand, SceneEvent, SceneConfig>

let serverMachine: ServerMachine | undefined
let clusterMachine: ClusterMachine | undefined

/** Loads the machine that runs a scenario: only that of a dict is a part of the first load. */
export async function loadMachine(name: Scenario['machine']): Promise<void> {
  if (name === 'server') serverMachine ??= (await import('../machines/server.ts')).serverMachine
  if (name !== 'cluster') return
  const [machine] = await Promise.all([import('../machines/cluster.ts'), loadClusterSchema()])
  clusterMachine ??= machine.clusterMachine
}

/** Whether a scenario can be run now, without loading anything. */
export const isLoaded = (name: Scenario['machine']): boolean =>
  name === 'dict' || (name === 'server' ? serverMachine : clusterMachine) !== undefined

function server(): ServerMachine {
  if (serverMachine === undefined) throw new Error('loadMachine("server") comes first')
  return serverMachine
}

function cluster(): ClusterMachine {
  if (clusterMachine === undefined) throw new Error('loadMachine("cluster") comes first')
  return clusterMachine
}

interface Commanded<Command, Config> {
  readonly config: Config
  readonly commands: readonly Command[]
}

/** A trace of `scenario` that begins with the first `shared` commands of another. */
function grown<State, Command, Event, Config>(
  machine: Machine<State, Command, Event, Config>,
  { config, commands }: Commanded<Command, Config>,
  base: Trace<State, Command, Event, Config> | null,
  shared: number,
): Trace<State, Command, Event, Config> {
  if (base === null) return record(machine, { config, commands })
  return append(truncate(base, shared), commands.slice(shared))
}

/** Runs a scenario of one dict. */
export const recordDict = (scenario: DictScenario): DictTrace => record(dictMachine, scenario)

/**
 * Runs any scenario whose machine is loaded. Its first `shared` commands are taken from the trace of
 * a scenario that has the same configuration and begins with them. Throws `TooLong`.
 */
export function recordAny(scenario: Scenario, base: AnyTrace | null = null, shared = 0): AnyTrace {
  if (isServerScenario(scenario)) {
    return grown(server(), scenario, base !== null && isServerTrace(base) ? base : null, shared)
  }
  if (isClusterScenario(scenario)) {
    return grown(cluster(), scenario, base !== null && isClusterTrace(base) ? base : null, shared)
  }
  return grown(dictMachine, scenario, base !== null && isDictTrace(base) ? base : null, shared)
}

/** What the scanning client does after the end of a trace; null once its scan is complete. */
export function goesOn(trace: AnyTrace): CommandOf<Scenario> | null {
  if (isServerTrace(trace)) return trace.machine.goesOn(trace.last)
  if (isClusterTrace(trace)) return trace.machine.goesOn(trace.last)
  return trace.machine.goesOn(trace.last)
}
