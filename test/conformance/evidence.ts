import { fileURLToPath } from 'node:url'
import { readText, readTraceFile, traceFilesIn } from './read.ts'
import { isStory } from './story.ts'

/** What the page may claim about the engine: how much of dict.c's recorded life it answers alike. */
interface Evidence {
  readonly operations: number
  readonly files: number
  readonly versions: readonly string[]
}

export const ownTraces = fileURLToPath(new URL('../traces', import.meta.url))
export const evidenceFile = fileURLToPath(new URL('../../src/view/evidence.json', import.meta.url))

/** The traces of dict.c in a folder, without the stories of servers. */
export const dictTracesIn = (dir: string) =>
  traceFilesIn(dir).filter((file) => !isStory(readText(file)))

/** Counts the traces of dict.c in a folder; throws when one cannot be read. */
export function countEvidence(dir: string): Evidence {
  const files = dictTracesIn(dir)
  const versions = new Set<string>()
  let operations = 0
  for (const file of files) {
    const reading = readTraceFile(file)
    if (reading.trace === null) throw new Error(`${file}:${reading.line}: ${reading.reason}`)
    operations += reading.trace.operations.length
    versions.add(reading.trace.version)
  }
  const byNumber = new Intl.Collator('en', { numeric: true })
  return { operations, files: files.length, versions: [...versions].sort(byNumber.compare) }
}

/** The text of evidence.json, as prettier would have it. */
export const evidenceText = ({ operations, files, versions }: Evidence) => `{
  "operations": ${operations},
  "files": ${files},
  "versions": [${versions.map((version) => JSON.stringify(version)).join(', ')}]
}
`
