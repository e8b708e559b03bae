import { initCluster, runCluster, type ClusterState } from '../../src/cluster/index.ts'
import {
  commandOfEvent,
  type ClusterStory,
  type ClusterStoryLine,
} from '../../src/recording/index.ts'
import { runServer, type Bytes, type Reply } from '../../src/server/index.ts'
import { serverConfig } from '../../src/cluster/session.ts'
import { messageOf } from './read.ts'
import {
  administration,
  careOf,
  formOf,
  jsonOf,
  recorded,
  shown,
  type Mismatch,
  type StoryReplay,
} from './replayStory.ts'

/** Of CLUSTER that is compared which the keys and slots decide; all else tells of ports and times. */
const COMPARED = new Set(['getkeysinslot', 'countkeysinslot', 'keyslot', 'setslot', 'myid'])

type Asked = Extract<ClusterStoryLine, { reply: unknown }>

/** Whether a reply is compared, or the command only applied, or not even that. */
function treatmentOf({ words }: Asked): 'compared' | 'applied' | 'skipped' {
  const [name = '', sub = ''] = words.map((word) => word.toLowerCase())
  if (name === 'migrate' || name === 'asking' || name.startsWith('read')) return 'compared'
  if (name === 'cluster') return COMPARED.has(sub) ? 'compared' : 'skipped'
  return careOf(words) === 'applied' ? 'applied' : 'compared'
}

/** A cluster at work beside the recording. */
class Replay {
  state: ClusterState
  readonly mismatches: Mismatch[] = []
  compared = 0
  skipped = 0
  readonly #story: ClusterStory

  constructor(story: ClusterStory) {
    this.#story = story
    this.state = initCluster(story.config)
  }

  take(line: ClusterStoryLine): void {
    if ('event' in line) this.#happen(line.event, line.node)
    else if (treatmentOf(line) === 'skipped') this.skipped++
    else this.#ask(line)
  }

  #call(node: string, words: readonly Bytes[]): Reply | undefined {
    const run = runCluster(this.state, { type: 'call', node, words }, this.#story.config)
    this.state = run.state
    return run.reply
  }

  #ask(line: Asked): void {
    if (treatmentOf(line) === 'applied') {
      const words = administration(line)
      if (words !== null) this.#call(line.node, words)
      this.skipped++
      return
    }
    const answer = this.#call(line.node, line.words)
    const form = formOf(careOf(line.words), answer)
    const got = shown(form(jsonOf(answer)))
    const expected = shown(form(recorded(line.reply)))
    this.compared++
    if (got === expected) return
    const command = `${line.node}: ${line.words.join(' ')}`
    const message = `${command}: expected ${expected}, got ${got}`
    this.mismatches.push({ line: line.line, message })
  }

  /** What serverCron or a child did, at the node that the event names. */
  #happen(event: string, named: string | undefined): void {
    const command = commandOfEvent(event)
    if (command === undefined) return
    const spoken = new Set(named === undefined ? event.match(/\w+/g) : [named])
    const nodes = this.state.nodes.map((node) =>
      spoken.has(node.id)
        ? {
            ...node,
            server: runServer(node.server, command, serverConfig(this.#story.config, node.hash))
              .state,
          }
        : node,
    )
    this.state = { ...this.state, nodes }
  }
}

/** Asks the model all that was asked of the nodes and compares every reply. */
export function replayClusterStory(story: ClusterStory): StoryReplay {
  const replay = new Replay(story)
  for (const line of story.lines) {
    try {
      replay.take(line)
    } catch (error) {
      const message = `the replay stops here: ${messageOf(error)}`
      replay.mismatches.push({ line: line.line, message })
      break
    }
  }
  const { mismatches, compared, skipped } = replay
  return { mismatches, compared, skipped }
}
