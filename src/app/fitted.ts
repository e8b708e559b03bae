import { initScene, runScene, type SceneCommand, type SceneConfig } from '../cluster/index.ts'
import { LIMITS } from '../trace/index.ts'

type Around = Parameters<typeof runScene>[0]

const isOver = ({ client: { status } }: Around): boolean => status === 'done' || status === 'failed'

/**
 * The commands of a script, fitted to a client that needs more calls than the one it was written
 * for, or fewer: what the world does stays, calls after the end of the scan go, and calls that are
 * lacking for its end come.
 */
export function fitted(
  config: SceneConfig,
  script: readonly SceneCommand[],
): readonly SceneCommand[] {
  let scene: Around = initScene(config)
  const commands: SceneCommand[] = []
  const run = (command: SceneCommand) => {
    scene = runScene(scene, command, config).after
    commands.push(command)
  }
  for (const command of script) if (command.type !== 'call' || !isOver(scene)) run(command)
  while (!isOver(scene) && commands.length < LIMITS.commands) run({ type: 'call' })
  return commands
}
