import { useCallback, useEffect, useRef, useState } from 'react'
import { TooLarge } from '../../export/raster.ts'
import { offerFile } from '../dom/offerFile.ts'

/** How far a file is. */
export interface Progress {
  readonly done: number
  readonly all: number
}

export type JobFault =
  | { readonly why: 'tooLarge'; readonly width: number; readonly height: number }
  | { readonly why: 'noEncoder' }
  | { readonly why: 'unknown' }

/** What has become of the file that was asked for last. */
export type Job =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'running'; readonly name: string } & Progress)
  | { readonly kind: 'made'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly fault: JobFault }

/** Makes a file; rejects soon after the signal. */
export type Maker = (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<Blob>

function faultOf(error: unknown): JobFault {
  if (error instanceof TooLarge) return { why: 'tooLarge', ...error.size }
  const isOfEncoder = error instanceof Error && error.name === 'NoEncoder'
  return { why: isOfEncoder ? 'noEncoder' : 'unknown' }
}

/** One file at a time; it is given up when its dialog is closed. */
export function useJob() {
  const [job, setJob] = useState<Job>({ kind: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(
    () => () => {
      running.current?.abort()
    },
    [],
  )
  const run = useCallback(async (name: string, make: Maker) => {
    const controller = new AbortController()
    const { signal } = controller
    running.current = controller
    setJob({ kind: 'running', name, done: 0, all: 0 })
    try {
      const blob = await make(signal, ({ done, all }) => {
        if (!signal.aborted) setJob({ kind: 'running', name, done, all })
      })
      signal.throwIfAborted()
      offerFile(name, blob)
      setJob({ kind: 'made', name, bytes: blob.size })
    } catch (error) {
      setJob(signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', fault: faultOf(error) })
    }
  }, [])
  const cancel = useCallback(() => {
    running.current?.abort()
  }, [])
  return { job, run, cancel }
}

export type Run = ReturnType<typeof useJob>['run']
