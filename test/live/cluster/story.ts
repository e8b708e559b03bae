import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clusterProfiles, initCluster } from '../../../src/cluster/index.ts'
import { textFrom } from '../../../src/recording/index.ts'
import { jsonOf } from '../../conformance/replayStory.ts'
import { configOf } from './judge.ts'
import type { Step, Transcript } from './transcript.ts'

const portOf = (address: string) => Number(address.slice(address.lastIndexOf(':') + 1))

/** The part of a transcript that the form of the stories can tell: until a node fails over. */
function linesOf(steps: readonly Step[]) {
  const end = steps.findIndex(({ kind }) => kind === 'happened')
  const told = end < 0 ? steps : steps.slice(0, end)
  return told.flatMap((step) => (step.kind === 'asked' ? [step] : []))
}

/** Writes what a real cluster answered as a story for test/traces, whatever the model says. */
export function writeClusterStory(transcript: Transcript, version: string, folder: string): void {
  const asked = linesOf(transcript.steps)
  const { nodes } = initCluster(configOf(transcript, transcript.nodes))
  const primaries = nodes.filter(({ role }) => role === 'primary')
  const said = new Set([...transcript.keys, ...asked.flatMap(({ words }) => words)])
  const byNode = <T>(of: (node: (typeof primaries)[number]) => T) =>
    Object.fromEntries(primaries.map((node) => [node.id, of(node)]))
  const header = {
    source: 'redis-server',
    version,
    story: 'scans while slots move, a node grows, and random commands at nodes with open slots',
    atRest: !clusterProfiles[transcript.version].dictPerSlot,
    nodes: byNode(({ id, address, name, owners }) => ({
      port: portOf(address),
      id: name,
      slots: owners.filter(({ owner }) => owner === id).map(({ from, to }) => [from, to]),
    })),
    startPlacement: byNode(({ server }) =>
      transcript.keys.filter((key) => server.values.has(key)).map(textFrom),
    ),
    hashBits: 12,
    hashLow: byNode(({ id }) =>
      Object.fromEntries(
        Object.entries(transcript.nodes.get(id)?.low ?? {})
          .filter(([name]) => said.has(name))
          .map(([name, low]) => [textFrom(name), low]),
      ),
    ),
  }
  const lines = asked.map(({ node, words, reply }, nth) => ({
    i: nth + 1,
    node,
    cmd: words.map(textFrom),
    reply: jsonOf(reply),
  }))
  const text = [header, ...lines].map((line) => JSON.stringify(line)).join('\n')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `slots-on-the-way.${version}.jsonl`), `${text}\n`)
}
