import { newest } from './chain.ts'
import {
  reduceLedger,
  type Around,
  type ClusterScene,
  type Doubled,
  type Ledger,
  type Missed,
} from './ledger.ts'
import { initScene, runScene, type SceneCommand, type SceneConfig } from './scene.ts'

/** Calls after which a scan that does not end is left alone: cursors at random may run for ever. */
const MOST_CALLS = 100_000

/** Commands of a script between two reports of the progress. */
const REPORT_EVERY = 64

const isOver = ({ client }: Around) => client.status === 'done' || client.status === 'failed'

/** A scene that keeps no past, so that it may be large. */
class Runner {
  around: Around
  ledger: Ledger
  readonly #config: SceneConfig

  constructor({ cluster, client, ledger }: ClusterScene, config: SceneConfig) {
    this.around = { cluster, client }
    this.ledger = ledger
    this.#config = config
  }

  do(command: SceneCommand): void {
    const { events, after } = runScene(this.around, command, this.#config)
    this.around = after
    for (const event of events) this.ledger = reduceLedger(this.ledger, event, after)
  }

  get scene(): ClusterScene {
    return { ...this.around, ledger: this.ledger }
  }
}

/** What will be missed and doubled if nothing else happens. */
export interface Forecast {
  readonly missed: readonly Missed[]
  /** Repetitions that are still to come. */
  readonly doubled: readonly Doubled[]
  /** Calls that the scan still needs; null when no end is in sight. */
  readonly calls: number | null
}

/** Runs a scan on to its end, aside; with more calls than `most` to come it is left alone. */
export function forecast(scene: ClusterScene, config: SceneConfig, most = MOST_CALLS): Forecast {
  const runner = new Runner(scene, config)
  let calls = 0
  while (!isOver(runner.around) && calls < most) {
    runner.do({ type: 'call' })
    calls += 1
  }
  const { missed, doubled } = runner.ledger
  return {
    missed: missed ?? [],
    doubled: newest(doubled, doubled.length - scene.ledger.doubled.length),
    calls: isOver(runner.around) ? calls : null,
  }
}

/** How far a run in the background is. */
export interface RunProgress {
  readonly calls: number
  readonly returned: number
  readonly owed: number
}

/**
 * Runs a whole scenario, and then its scan to the end, without keeping a trace: for clusters too
 * large to be stepped through. Null when it was cancelled; `breathe` lets others have a turn.
 */
export async function runToEnd(
  {
    config,
    commands,
  }: { readonly config: SceneConfig; readonly commands: readonly SceneCommand[] },
  onProgress: (progress: RunProgress) => void,
  isCancelled: () => boolean,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<ClusterScene | null> {
  // Filling a large cluster takes seconds by itself: say first that the run has begun.
  onProgress({ calls: 0, returned: 0, owed: 0 })
  await breathe()
  const runner = new Runner(initScene(config), config)
  for (let done = 0; done < MOST_CALLS; done++) {
    if (done % REPORT_EVERY === 0) {
      const { ledger, around } = runner
      const { length: calls } = around.client.exchanges
      onProgress({ calls, returned: ledger.returned.size, owed: ledger.owed })
      await breathe()
      if (isCancelled()) return null
    }
    if (done >= commands.length && isOver(runner.around)) break
    runner.do(commands[done] ?? { type: 'call' })
  }
  return runner.scene
}
