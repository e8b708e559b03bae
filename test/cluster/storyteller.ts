import {
  DEFAULT_CLIENT,
  initScene,
  newest,
  reduceScene,
  runScene,
  type ClientOptions,
  type ClusterConfig,
  type ClusterScene,
  type SceneCommand,
  type SceneConfig,
  type SceneEvent,
  type StrategyId,
} from '../../src/cluster/index.ts'
import { clusterConfig } from './clusters.ts'

/** More calls than any scan of a test needs. */
const MOST_CALLS = 5000

/** A scene that goes on: commands are done, events are kept, questions are answered. */
export class Storyteller {
  scene: ClusterScene
  readonly config: SceneConfig
  readonly events: SceneEvent[] = []

  constructor(
    strategy: StrategyId,
    cluster: Partial<ClusterConfig> = {},
    client: Partial<ClientOptions> = {},
  ) {
    this.config = {
      cluster: clusterConfig(cluster),
      strategy,
      client: { ...DEFAULT_CLIENT, ...client },
    }
    this.scene = initScene(this.config)
  }

  do(...commands: readonly SceneCommand[]): this {
    for (const command of commands) {
      const { events } = runScene(this.scene, command, this.config)
      this.events.push(...events)
      this.scene = events.reduce(reduceScene, this.scene)
    }
    return this
  }

  /** Calls until something is so; false when the scan is over before. */
  until(isSo: (scene: ClusterScene) => boolean): boolean {
    for (let calls = 0; calls < MOST_CALLS; calls++) {
      if (isSo(this.scene)) return true
      if (this.isOver) return false
      this.do({ type: 'call' })
    }
    throw new Error(`no end after ${MOST_CALLS} calls`)
  }

  toEnd(): this {
    this.until(() => false)
    return this
  }

  get isOver(): boolean {
    const { status } = this.scene.client
    return status === 'done' || status === 'failed'
  }

  get missed(): readonly string[] {
    return (this.scene.ledger.missed ?? []).map(({ key }) => key).toSorted()
  }

  /** Keys that came more than once. */
  get doubled(): readonly string[] {
    const keys = newest(this.scene.ledger.doubled).map(({ key }) => key)
    return [...new Set(keys)].toSorted()
  }

  get missReasons(): readonly string[] {
    return [...new Set((this.scene.ledger.missed ?? []).map(({ why }) => why.kind))].toSorted()
  }

  get doubleReasons(): readonly string[] {
    return [...new Set(newest(this.scene.ledger.doubled).map(({ why }) => why.kind))].toSorted()
  }
}
