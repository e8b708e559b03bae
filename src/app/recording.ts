import { createStore } from 'zustand/vanilla'
import {
  recordingIds,
  tellingOf,
  type Fault,
  type RecordingId,
  type Telling,
} from '../recording/index.ts'
import { readRecordingFile } from './recordingFile.ts'

export type RecordingSource =
  | { readonly kind: 'bundled'; readonly id: RecordingId }
  | { readonly kind: 'file'; readonly name: string }

/** Why a recording is not there, or not as a whole. */
export type OpenFault =
  | { readonly kind: 'read'; readonly fault: Fault; readonly shown: number | null }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'notLoaded' }
  | { readonly kind: 'noSuch'; readonly detail: string }
  | { readonly kind: 'noCalls' }

interface Played {
  readonly source: RecordingSource | null
  readonly telling: Telling | null
  readonly fault: OpenFault | null
  readonly loading: boolean
  /** Lines told, from 0 to all of them. */
  readonly moment: number
  readonly playing: boolean
}

interface RecordingActions {
  /** Opens a recording that the page brings along, by its name. */
  readonly openNamed: (name: string) => Promise<void>
  readonly openFile: (file: File) => Promise<void>
  readonly seek: (moment: number) => void
  readonly step: (direction: 1 | -1) => void
  readonly stepCall: (direction: 1 | -1) => void
  readonly setPlaying: (on: boolean) => void
  readonly dismiss: () => void
}

export type RecordingPlayer = Played & RecordingActions

/** Fetches a recording of the page; throws when it cannot be had. */
export type LoadRecording = (id: RecordingId) => Promise<Blob>

/** In the page as one file the recordings stand in it; a file on a disk cannot fetch others. */
const inPage = (path: string): string | undefined =>
  document.querySelector(`script[data-file="${path}"]`)?.textContent

const fetchRecording: LoadRecording = async (id) => {
  const path = `recordings/${id}.jsonl`
  const brought = inPage(path)
  if (brought !== undefined) return new Blob([brought])
  const response = await fetch(path)
  if (!response.ok) throw new Error(String(response.status))
  return response.blob()
}

const NOTHING: Played = {
  source: null,
  telling: null,
  fault: null,
  loading: false,
  moment: 0,
  playing: false,
}

/** The moment after the next scan call in a direction, or the end of the recording there. */
function momentOfCall({ calls }: Telling, moment: number, direction: 1 | -1, length: number) {
  const ends = calls.map(({ index }) => index + 1)
  return direction === 1
    ? (ends.find((end) => end > moment) ?? length)
    : (ends.findLast((end) => end < moment) ?? 0)
}

/** The player of recordings: what is open, and how far it has been told. */
export const createRecordingPlayer = (load: LoadRecording = fetchRecording) =>
  createStore<RecordingPlayer>()((set, get) => {
    let turn = 0
    const lengthOf = (telling: Telling | null) => telling?.recording.lines.length ?? 0
    /** What is asked for last is what is shown, whatever comes first. */
    const open = async (source: RecordingSource, take: () => Promise<Blob>, failed: OpenFault) => {
      const own = ++turn
      set({ loading: true, fault: null, playing: false })
      try {
        const blob = await take()
        const { recording, fault } = await readRecordingFile(blob)
        if (own !== turn) return
        if (recording === null) {
          if (fault !== null) set({ loading: false, fault: { kind: 'read', fault, shown: null } })
          return
        }
        const telling = tellingOf(recording)
        const shown = recording.lines.length + 1
        const told: OpenFault | null =
          fault !== null
            ? { kind: 'read', fault, shown }
            : telling.calls.length === 0
              ? { kind: 'noCalls' }
              : null
        set({ ...NOTHING, source, telling, fault: told })
      } catch {
        if (own === turn) set({ loading: false, fault: failed })
      }
    }
    return {
      ...NOTHING,
      openNamed: async (name) => {
        const id = recordingIds.find((one) => one === name)
        if (id === undefined) set({ fault: { kind: 'noSuch', detail: name } })
        else await open({ kind: 'bundled', id }, () => load(id), { kind: 'notLoaded' })
      },
      openFile: async (file) => {
        const failed: OpenFault = { kind: 'unreadable', detail: file.name }
        await open({ kind: 'file', name: file.name }, () => Promise.resolve(file), failed)
      },
      seek: (moment) => {
        const last = lengthOf(get().telling)
        set({ moment: Math.max(0, Math.min(last, Math.round(moment))), playing: false })
      },
      step: (direction) => {
        const { telling, moment } = get()
        set({ moment: Math.max(0, Math.min(lengthOf(telling), moment + direction)) })
      },
      stepCall: (direction) => {
        const { telling, moment } = get()
        if (telling === null) return
        set({ moment: momentOfCall(telling, moment, direction, lengthOf(telling)) })
      },
      setPlaying: (on) => {
        const { telling, moment } = get()
        if (telling === null) return
        if (on && moment === lengthOf(telling)) set({ moment: 0, playing: on })
        else set({ playing: on })
      },
      dismiss: () => {
        set({ fault: null })
      },
    }
  })

export type RecordingStore = ReturnType<typeof createRecordingPlayer>
