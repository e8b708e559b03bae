import { runToEnd, type SceneCommand, type SceneConfig } from '../cluster/index.ts'
import type { BackgroundAnswer } from './background.ts'

/** What the page asks of the worker. */
export interface BackgroundRequest {
  readonly config: SceneConfig
  readonly commands: readonly SceneCommand[]
}

const tell = (answer: BackgroundAnswer) => {
  postMessage(answer)
}

/** Runs a scenario without a picture; the page ends the worker when it has enough of it. */
self.onmessage = ({ data }: MessageEvent<BackgroundRequest>) => {
  const begun = performance.now()
  runToEnd(
    data,
    (progress) => {
      tell({ kind: 'progress', ...progress })
    },
    () => false,
  ).then(
    (scene) => {
      if (scene === null) return
      const { client, ledger } = scene
      tell({
        kind: 'done',
        calls: client.exchanges.length,
        returned: ledger.returned.size,
        missed: ledger.missed?.length ?? 0,
        twice: ledger.doubled.length,
        modelMs: client.now,
        ms: performance.now() - begun,
      })
    },
    () => {
      tell({ kind: 'failed' })
    },
  )
}
