import { stepAt } from '../trace/index.ts'

interface Command {
  readonly type: string
}

/** What matters here of a trace of any machine. */
interface Steps {
  readonly steps: readonly {
    readonly command: Command
    readonly start: number
    readonly events: readonly unknown[]
  }[]
}

/** Whether a command is a client's call, which is answered as a whole. */
export const isCall = ({ type }: Command): boolean => type === 'scan' || type === 'call'

/** Where a command given at a moment goes: after how many commands, and whether a call must end. */
export function placeFor(trace: Steps, moment: number) {
  const step = stepAt(trace, moment)
  const found = trace.steps[step]
  const inside = found !== undefined && moment < found.start + found.events.length
  return { after: step + 1, inCall: inside && isCall(found.command) }
}

/** The moment at which the first `count` commands are done. */
export function momentOfCommands(trace: Steps, count: number): number {
  const step = trace.steps[count - 1]
  return step === undefined ? 0 : step.start + step.events.length
}
