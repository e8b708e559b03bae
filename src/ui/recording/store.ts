import { useStore } from 'zustand'
import { createRecordingPlayer, type RecordingPlayer } from '../../app/recording.ts'

/** One player of recordings for the page: what is open stays open while other screens are shown. */
export const recordings = createRecordingPlayer()

export const useRecording = <T>(select: (player: RecordingPlayer) => T): T =>
  useStore(recordings, select)
