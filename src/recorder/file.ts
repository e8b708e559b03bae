import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs'
import { reasonOf } from './during.ts'
import { RecorderFault } from './fault.ts'

const CHUNK = 2 ** 16

/** The header as JSON: the fields of `recording/format.ts`, hashes by name. */
export type HeaderFields = Readonly<Record<string, unknown>>

function faultOf(path: string, error: unknown): RecorderFault {
  const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
  return new RecorderFault(
    exists
      ? `${path} exists already; name another file with --out, or remove it.`
      : `${path} cannot be written: ${reasonOf(error)}.`,
  )
}

/**
 * A recording on its way to the disk. Every line is written at once, after a header that holds what
 * is known at the beginning, so the file can be read whatever ends the recorder.
 */
export class RecordingFile {
  readonly path: string
  readonly #fd: number
  readonly #begin: number
  bytes = 0
  lines = 0

  constructor(path: string, header: HeaderFields) {
    this.path = path
    try {
      this.#fd = openSync(path, 'wx')
    } catch (error) {
      throw faultOf(path, error)
    }
    this.write(header)
    this.#begin = this.bytes
    this.lines = 0
  }

  write(line: HeaderFields): void {
    try {
      this.bytes += writeSync(this.#fd, `${JSON.stringify(line)}\n`)
      this.lines++
    } catch (error) {
      throw faultOf(this.path, error)
    }
  }

  /** Puts the header in the place of the first one: it knows now what the recording has shown. */
  finish(header: HeaderFields): void {
    closeSync(this.#fd)
    const other = `${this.path}.part`
    try {
      const from = openSync(this.path, 'r')
      const to = openSync(other, 'w')
      writeSync(to, `${JSON.stringify(header)}\n`)
      const chunk = Buffer.alloc(CHUNK)
      let at = this.#begin
      for (;;) {
        const read = readSync(from, chunk, 0, CHUNK, at)
        if (read === 0) break
        writeSync(to, chunk, 0, read)
        at += read
      }
      closeSync(from)
      closeSync(to)
      renameSync(other, this.path)
    } catch (error) {
      rmSync(other, { force: true })
      throw faultOf(this.path, error)
    }
  }
}
