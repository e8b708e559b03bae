import {
  initialState,
  optionNamed,
  runServer,
  serverRulesOf,
  type OptionName,
  type Reply,
  type ServerCommand,
  type ServerConfig,
  type ServerState,
} from '../server/index.ts'
import { callsOf } from './calls.ts'
import { whyNotComparable } from './comparable.ts'
import { bytesFrom } from './escaped.ts'
import type { Header, Line, Recording } from './format.ts'
import { RECORDING_LIMITS } from './limits.ts'
import { profileOf } from './version.ts'

/** The options of the header that the model has; it knows their names of before 7.0 as well. */
export function optionsOf(config: Header['config']): ServerConfig['options'] {
  const options: Partial<Record<OptionName, number>> = {}
  for (const [name, value] of Object.entries(config)) {
    const option = optionNamed(name)
    if (option === undefined) continue
    const number = { yes: 1, no: 0 }[value] ?? Number(value)
    if (Number.isFinite(number)) options[option] = number
  }
  return options
}

const RESIZED = /^serverCron resized/
const CHILD_ENDED = /^the child has ended/

/** What an event does to the model; a note does nothing. */
export function commandOfEvent(event: string): ServerCommand | undefined {
  if (RESIZED.test(event)) return { type: 'tick', ms: 0, only: 'resize' }
  return CHILD_ENDED.test(event) ? { type: 'childEnds' } : undefined
}

function commandOf(line: Line): ServerCommand | undefined {
  if (line.kind === 'command') return { type: 'call', words: line.words }
  return commandOfEvent(line.text)
}

const same = (a: Reply | undefined, b: Reply) => JSON.stringify(a) === JSON.stringify(b)

/**
 * The model's server before the first line and after each: what the real one held, as far as replies
 * can tell. Null when the recording does not hold what the model needs, when it is too long for that,
 * or when one reply of a scan differs.
 */
export function statesOf(recording: Recording): readonly ServerState[] | null {
  const { header, lines } = recording
  const profile = profileOf(header.version)
  const tooLong = lines.length > RECORDING_LIMITS.replayed
  if (profile === undefined || tooLong || whyNotComparable(recording) !== null) return null
  const low = new Map(header.hashLow.map(([name, bits]) => [bytesFrom(name), bits]))
  const config: ServerConfig = {
    profile,
    hash: { kind: 'table', low },
    options: optionsOf(header.config),
    now: 0,
    probes: false,
  }
  try {
    return replayed(recording, config)
  } catch {
    // A strange recording can break an assertion of the model; it is shown without the model then.
    return null
  }
}

function replayed(recording: Recording, config: ServerConfig): readonly ServerState[] | null {
  const rules = serverRulesOf(config.profile)
  const scans = new Set(callsOf(recording).map(({ index }) => index))
  let state = initialState(config)
  const states = [state]
  for (const [index, line] of recording.lines.entries()) {
    const command = commandOf(line)
    if (command !== undefined) {
      const run = runServer(state, command, config, rules)
      if (scans.has(index) && line.kind === 'command' && !same(run.reply, line.reply)) return null
      state = run.state
    }
    states.push(state)
  }
  return states
}
