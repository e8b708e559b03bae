import { existsSync, writeFileSync } from 'node:fs'
import { createRecordingStore, EMPTY_DICT } from '../../src/engine/index.ts'
import { isClusterStory, readClusterStory } from '../../src/recording/index.ts'
import { countEvidence, evidenceFile, evidenceText, ownTraces } from './evidence.ts'
import { notComparable } from './notComparable.ts'
import { messageOf, readText, readTraceFile, traceFilesIn } from './read.ts'
import { replay } from './replay.ts'
import { replayClusterStory } from './replayClusterStory.ts'
import { replayStory, type StoryReplay } from './replayStory.ts'
import { isStory, readStory } from './story.ts'

const WRITE_EVIDENCE = '--write-evidence'

const USAGE = `usage: npm run -s conformance -- PATH...   replays trace files and folders of them
       npm run -s conformance -- ${WRITE_EVIDENCE}   counts test/traces for the page`

type Print = (line: string) => void

interface Tally {
  files: number
  operations: number
  /** Administration in stories, which is applied where the model has it and not compared. */
  skipped: number
  /** Lines of recordings that do not hold what the model needs. */
  notComparable: number
  mismatches: number
  unreadable: number
}

function count(
  file: string,
  { mismatches, compared, skipped }: StoryReplay,
  tally: Tally,
  print: Print,
): void {
  for (const { line, message } of mismatches) print(`${file}:${line}: ${message}`)
  tally.files++
  tally.operations += compared
  tally.skipped += skipped
  tally.mismatches += mismatches.length
}

function cannotRead(file: string, line: number, reason: string, tally: Tally, print: Print): void {
  print(`${file}:${line}: cannot be read: ${reason}`)
  tally.unreadable++
}

function replayClusterFile(file: string, text: string, tally: Tally, print: Print): void {
  const reading = readClusterStory(text)
  if (reading.story === null) cannotRead(file, reading.line, reading.reason, tally, print)
  else count(file, replayClusterStory(reading.story), tally, print)
}

function replayStoryFile(file: string, text: string, tally: Tally, print: Print): void {
  if (isClusterStory(text)) {
    replayClusterFile(file, text, tally, print)
    return
  }
  const reason = notComparable(text)
  if (reason !== null) {
    print(`${file}: ${reason.lines} lines not comparable: ${reason.why}`)
    tally.files++
    tally.notComparable += reason.lines
    return
  }
  const reading = readStory(text)
  if (reading.story === null) cannotRead(file, reading.line, reading.reason, tally, print)
  else count(file, replayStory(reading.story), tally, print)
}

function storyIn(file: string): string | undefined {
  try {
    const text = readText(file)
    return isStory(text) ? text : undefined
  } catch {
    return undefined
  }
}

function replayFile(file: string, tally: Tally, print: Print): void {
  const story = storyIn(file)
  if (story !== undefined) {
    replayStoryFile(file, story, tally, print)
    return
  }
  const reading = readTraceFile(file)
  if (reading.trace === null) {
    const place = reading.line === 0 ? file : `${file}:${reading.line}`
    print(`${place}: cannot be read: ${reading.reason}`)
    tally.unreadable++
    return
  }
  const store = createRecordingStore(EMPTY_DICT, () => undefined)
  const mismatches = replay(reading.trace, store)
  for (const { line, message } of mismatches) print(`${file}:${line}: ${message}`)
  tally.files++
  tally.operations += reading.trace.operations.length
  tally.mismatches += mismatches.length
}

function replayPaths(paths: readonly string[], print: Print): number {
  const tally: Tally = {
    files: 0,
    operations: 0,
    skipped: 0,
    notComparable: 0,
    mismatches: 0,
    unreadable: 0,
  }
  for (const path of paths) {
    try {
      const files = traceFilesIn(path)
      if (files.length === 0) throw new Error('there is no *.jsonl file in it')
      for (const file of files) replayFile(file, tally, print)
    } catch (error) {
      print(`${path}: cannot be read: ${existsSync(path) ? messageOf(error) : 'it does not exist'}`)
      tally.unreadable++
    }
  }
  print(
    `conformance: ${tally.files} files, ${tally.operations} operations, ` +
      `${tally.mismatches} mismatches` +
      (tally.skipped === 0 ? '' : `, ${tally.skipped} administration commands not compared`) +
      (tally.notComparable === 0 ? '' : `, ${tally.notComparable} lines not comparable`),
  )
  return tally.mismatches > 0 || tally.unreadable > 0 ? 1 : 0
}

/** Replays traces of the real dict.c; returns the exit code. */
export function main(
  args: readonly string[],
  print: (line: string) => void = (line) => {
    console.log(line)
  },
): number {
  const writes = args.includes(WRITE_EVIDENCE)
  const paths = writes ? [ownTraces] : args
  if (paths.length === 0) {
    print(USAGE)
    return 1
  }
  const code = replayPaths(paths, print)
  if (writes && code === 0) writeFileSync(evidenceFile, evidenceText(countEvidence(ownTraces)))
  return code
}
