import { RECORDING_LIMITS, readRecording, type Cut, type Reading } from '../recording/index.ts'

const NEWLINE = 0x0a
/** A character of UTF-8 has at most so many bytes. */
const BYTES_PER_CHARACTER = 4

interface Split {
  readonly lines: readonly string[]
  /** Why the lines end before the bytes do. */
  readonly cut: Cut | null
}

/** The bytes as lines of text, up to what is no text or too much. */
function splitLines(bytes: Uint8Array, isWhole: boolean): Split {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const lines: string[] = []
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(NEWLINE, start)
    const end = found < 0 ? bytes.length : found
    if (found < 0 && !isWhole) break
    if (end - start > BYTES_PER_CHARACTER * RECORDING_LIMITS.line)
      return { lines, cut: 'lineTooLong' }
    try {
      lines.push(decoder.decode(bytes.subarray(start, end)))
    } catch {
      return { lines, cut: 'notUtf8' }
    }
    // One more than may be read, so that the reader can say so.
    if (lines.length > RECORDING_LIMITS.lines + 1) return { lines, cut: null }
    start = end + 1
  }
  return { lines, cut: isWhole ? null : 'fileTooLong' }
}

/** Reads a recording from a file of any size and content; only the system's own faults throw. */
export async function readRecordingFile(file: Blob): Promise<Reading> {
  const isWhole = file.size <= RECORDING_LIMITS.bytes
  const part = isWhole ? file : file.slice(0, RECORDING_LIMITS.bytes)
  const { lines, cut } = splitLines(new Uint8Array(await part.arrayBuffer()), isWhole)
  return readRecording(lines, cut)
}
