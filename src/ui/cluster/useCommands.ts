import { clusterForCommands } from '../../app/actions.ts'
import type { SceneCommand } from '../../cluster/index.ts'
import { usePlayer, useStores } from '../context.ts'

/** The cluster that a command meets. */
export const useScene = () => usePlayer(clusterForCommands)

/** Does something to the cluster on the stage. */
export function useRun() {
  const { player } = useStores()
  return (...commands: readonly SceneCommand[]) => {
    player.getState().run(commands)
  }
}
