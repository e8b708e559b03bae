import { RecorderFault } from './fault.ts'
import { parseOptions, USAGE } from './options.ts'
import { record, type Recorded } from './record.ts'

/** What a shell reports of a program that a signal has ended. */
const STOPPED = 130

function tell({ path, ended, sentences }: Recorded): number {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`)
  const isComplete = ended.why === 'complete'
  const said = `${ended.text.charAt(0).toUpperCase()}${ended.text.slice(1)}`
  const stream = isComplete ? process.stdout : process.stderr
  stream.write(`${said.replace(/\.$/, '')}. The recording is ${path}\n`)
  return isComplete ? 0 : ended.why === 'stopped' ? STOPPED : 1
}

/**
 * Records a scan of a real server; returns the exit code. The first Ctrl-C ends the recording, a
 * second one the program.
 */
export async function main(args: readonly string[]): Promise<number> {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(STOPPED)
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    const options = parseOptions(args)
    if (options === 'help') {
      console.log(USAGE)
      return 0
    }
    const world = { screen: process.stderr, stop: controller.signal, now: () => new Date() }
    return tell(await record(options, world))
  } catch (error) {
    if (!(error instanceof RecorderFault)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
