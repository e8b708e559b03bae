import type { SceneCommand, SceneConfig } from '../cluster/index.ts'

/** What comes from the worker that scans a large cluster. */
export type BackgroundAnswer =
  | {
      readonly kind: 'progress'
      readonly calls: number
      readonly returned: number
      readonly owed: number
    }
  | {
      readonly kind: 'done'
      readonly calls: number
      readonly returned: number
      readonly missed: number
      readonly twice: number
      /** On the model's clock, and on ours. */
      readonly modelMs: number
      readonly ms: number
    }
  | { readonly kind: 'failed' }

/** Keys of a run in the background. */
export const BACKGROUND_KEYS = 100_000

/** Keys of a page: with fewer a run of so many keys is calls and nothing else. */
const LEAST_COUNT = 100

/**
 * The same servers, strategy and events over a hundred thousand keys. Returns how to cancel it; after
 * that nothing is told any more.
 */
export function runInBackground(
  config: SceneConfig,
  commands: readonly SceneCommand[],
  tell: (answer: BackgroundAnswer) => void,
): () => void {
  const worker = new Worker(new URL('./clusterWorker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<BackgroundAnswer>) => {
    tell(data)
    if (data.kind !== 'progress') worker.terminate()
  }
  worker.onerror = () => {
    tell({ kind: 'failed' })
    worker.terminate()
  }
  const { cluster, client } = config
  const large: SceneConfig = {
    ...config,
    cluster: { ...cluster, keys: { prefix: 'k', count: BACKGROUND_KEYS } },
    client: { ...client, count: Math.max(client.count, LEAST_COUNT) },
  }
  worker.postMessage({ config: large, commands })
  return () => {
    worker.terminate()
  }
}
