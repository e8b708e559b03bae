import { stepAt, type DictTrace } from '../trace/index.ts'

/** Where a command given at a moment goes: after how many commands, and whether a call must end. */
export function placeFor(trace: DictTrace, moment: number) {
  const step = stepAt(trace, moment)
  const found = trace.steps[step]
  const inside = found !== undefined && moment < found.start + found.events.length
  return { after: step + 1, inCall: inside && found.command.type === 'scan' }
}

/** The moment at which the first `count` commands are done. */
export function momentOfCommands(trace: DictTrace, count: number): number {
  const step = trace.steps[count - 1]
  return step === undefined ? 0 : step.start + step.events.length
}
