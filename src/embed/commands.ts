import type { PlayerStore } from '../app/playerState.ts'
import { stateForCommands } from '../app/actions.ts'
import { isCall, momentOfCommands } from '../app/placeFor.ts'
import { loadParts } from '../app/parts.ts'
import type { PreferencesStore } from '../app/preferences.ts'
import { why } from '../i18n/words.ts'
import { speak } from '../app/language.ts'
import { obstacleTo, type DictCommand } from '../machines/index.ts'
import { scenarioIds, scenarios } from '../scenarios/index.ts'
import {
  isClusterTrace,
  isDictTrace,
  isServerTrace,
  machineIn,
  parseScenario,
  type AnyTrace,
} from '../trace/index.ts'
import { describe } from './describe.ts'
import { exported } from './exported.ts'
import type { MannersStore } from './manners.ts'
import { Fault, type Request, type RequestData, type Settings } from './protocol.ts'

export interface Controlled {
  readonly player: PlayerStore
  readonly preferences: PreferencesStore
  readonly manners: MannersStore
  /** Ends when what was changed can be seen. */
  readonly shown: () => Promise<void>
}

/** The command of the dict that a request means, at the state that it meets. */
function dictCommand(data: RequestData<'command'>, buckets: number): DictCommand {
  const { type, size, keys } = data
  switch (type) {
    case 'grow':
      return { type: 'resize', buckets: size ?? buckets * 2 }
    case 'shrink':
      return { type: 'resize', buckets: size ?? buckets / 2 }
    case 'rehash':
      return { type: 'rehash', buckets: data.buckets ?? 1 }
    case 'add':
      return { type: 'add', keys: (keys ?? []).map((key) => ({ key })) }
    case 'delete':
      return { type: 'delete', keys: keys ?? [] }
    case 'scan':
      return { type: 'scan' }
  }
}

function checkDirection({ type, size }: RequestData<'command'>, buckets: number): void {
  if (size === undefined || (type !== 'grow' && type !== 'shrink')) return
  const wrong = type === 'grow' ? size <= buckets : size >= buckets
  if ((size & (size - 1)) !== 0) {
    throw new Fault('badData', `command: size must be a power of two, not ${size}.`)
  }
  if (wrong) {
    const than = type === 'grow' ? 'more' : 'fewer'
    throw new Fault('refused', `To ${type}, size must be ${than} than the ${buckets} buckets.`)
  }
}

async function doCommand(controlled: Controlled, data: RequestData<'command'>): Promise<unknown> {
  const { player, preferences, shown } = controlled
  const before = player.getState()
  if (isServerTrace(before.trace)) {
    throw new Fault('refused', 'This scenario is of a server; its console takes commands.')
  }
  if (!isDictTrace(before.trace)) {
    throw new Fault('refused', 'This scenario is of a cluster; its screen takes commands.')
  }
  const state = stateForCommands(before)
  const buckets = state.dict.tables[0].buckets.length
  const command = dictCommand(data, buckets)
  const obstacle = obstacleTo(state, command, before.trace.config)
  // Under way and size are told as the page tells them, before the size itself is looked at.
  if (obstacle !== null && obstacle.why !== 'sameSize') {
    throw new Fault('refused', why(obstacle, preferences.getState().locale))
  }
  checkDirection(data, buckets)
  if (!before.run([command])) {
    throw new Fault('refused', 'The scenario is full: it takes no more commands or keys.')
  }
  await shown()
  const { moment, trace } = player.getState()
  return { moment, moments: trace.length }
}

function momentOfCall(trace: AnyTrace, call: number): number {
  const ends = trace.steps.flatMap(({ command }, index) =>
    isCall(command) ? [momentOfCommands(trace, index + 1)] : [],
  )
  if (call > ends.length) throw new Fault('refused', `There are only ${ends.length} calls.`)
  return call === 0 ? 0 : (ends[call - 1] ?? 0)
}

async function seek({ player, shown }: Controlled, place: RequestData<'seek'>): Promise<unknown> {
  const { trace, seek: go, setPlaying } = player.getState()
  const moment = 'call' in place ? momentOfCall(trace, place.call) : place.moment
  if (moment > trace.length) {
    throw new Fault('refused', `The last moment is ${trace.length}; ${moment} is beyond it.`)
  }
  setPlaying(false)
  go(moment)
  await shown()
  return { moment, moments: trace.length }
}

async function scenarioIn(wanted: RequestData<'load'>['scenario']) {
  if (typeof wanted === 'string') {
    const id = scenarioIds.find((one) => one === wanted)
    if (id !== undefined) return { id: String(id), scenario: scenarios[id] }
    const { clusterNames, clusterNamed } = await import('../app/cluster.ts')
    const ofCluster = clusterNamed(wanted)
    if (ofCluster !== null) return ofCluster
    const names = [...scenarioIds, ...clusterNames].join(', ')
    throw new Fault('refused', `There is no scenario "${wanted}"; there are ${names}.`)
  }
  // The shape of a cluster's comes with its machine.
  if (machineIn(wanted) === 'cluster') await loadParts('cluster')
  const read = parseScenario(wanted)
  if (!read.ok) {
    const { inEnglish } = await import('../trace/inEnglish.ts')
    throw new Fault('badData', `load: ${inEnglish(read)}.`)
  }
  return { id: 'host', scenario: read.value }
}

async function load({ player, shown }: Controlled, { scenario }: RequestData<'load'>) {
  const work = await scenarioIn(scenario)
  await loadParts(work.scenario.machine)
  player.getState().setPlaying(false)
  player.getState().open({ ...work, isFresh: true })
  await shown()
  const { moment, trace } = player.getState()
  return { moment, moments: trace.length }
}

async function set({ preferences, manners, shown }: Controlled, settings: Settings) {
  const { theme, language, order, speed, palette, keys, predict } = settings
  preferences.setState({
    ...(theme !== undefined && { theme }),
    ...(order !== undefined && { order }),
    ...(speed !== undefined && { speed }),
    ...(palette !== undefined && { palette }),
  })
  if (language !== undefined) await speak(preferences, language)
  manners.setState({
    ...(keys !== undefined && { keys }),
    ...(predict !== undefined && { predict }),
  })
  await shown()
  return {}
}

async function setPlaying({ player, shown }: Controlled, playing: boolean): Promise<unknown> {
  player.getState().setPlaying(playing)
  await shown()
  const { moment, trace } = player.getState()
  return { playing: player.getState().playing, moment, moments: trace.length }
}

/** Does a request; the answer's data comes when it can be seen. Throws a Fault to refuse. */
export async function perform(controlled: Controlled, request: Request): Promise<unknown> {
  switch (request.type) {
    case 'load':
      return await load(controlled, request.data)
    case 'play':
      return await setPlaying(controlled, true)
    case 'pause':
      return await setPlaying(controlled, false)
    case 'seek':
      return await seek(controlled, request.data)
    case 'command':
      return await doCommand(controlled, request.data)
    case 'set':
      return await set(controlled, request.data)
    case 'getState': {
      const { trace, moment } = controlled.player.getState()
      const told = describe(trace, moment)
      if (!isClusterTrace(trace)) return told
      const { describeClient } = await import('./ofCluster.ts')
      return { ...told, ...describeClient(trace, moment) }
    }
    case 'export':
      return await exported(controlled, request.data.format)
  }
}
