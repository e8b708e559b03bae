import { createStore } from 'zustand/vanilla'
import { decodePaste, type Decoded, type Layout } from '../decode/index.ts'
import { runInSlices, type Slices } from './slices.ts'

/** What the Decode screen shows. */
export interface Decoding {
  /** The whole paste, however long. */
  readonly text: string
  readonly wanted: Layout | 'auto'
  /** How much of the work is done; null when there is none. */
  readonly share: number | null
  /** What the paste says; while there is work, what the one before said. Null for no paste. */
  readonly decoded: Decoded | null
  /** The cursor that is looked at, counted from 0. */
  readonly chosen: number
  /** The fragment of the link whose paste was opened: it is opened once. */
  readonly opened: string | null
}

interface DecodingActions {
  readonly paste: (text: string) => void
  readonly readAs: (wanted: Layout | 'auto') => void
  readonly choose: (at: number) => void
  readonly open: (fragment: string, text: string, wanted: Layout | 'auto') => void
}

/** The cursor worth a look: the last one on the way of a scan, else the last one. */
function worthALook({ numbers, scanOf }: Decoded): number {
  const onTheWay = numbers.findLastIndex(
    (value, at) => value !== null && value !== 0n && scanOf[at] !== -1,
  )
  return onTheWay === -1 ? Math.max(0, numbers.length - 1) : onTheWay
}

const isEmpty = (text: string) => text.trim() === ''

/** The store of the Decode screen. */
export const createDecoding = (slices: Slices) =>
  createStore<Decoding & DecodingActions>()((set, get) => {
    let stop = () => {}

    const decode = (text: string, wanted: Layout | 'auto', chosen: number | null) => {
      stop()
      if (isEmpty(text)) {
        set({ text, wanted, share: null, decoded: null, chosen: 0 })
        return
      }
      set({ text, wanted, share: 0 })
      stop = runInSlices(
        decodePaste(text, wanted),
        slices,
        (share) => {
          set({ share })
        },
        (decoded) => {
          set({ decoded, share: null, chosen: chosen ?? worthALook(decoded) })
        },
      )
    }

    return {
      text: '',
      wanted: 'auto',
      share: null,
      decoded: null,
      chosen: 0,
      opened: null,
      paste: (text) => {
        decode(text, get().wanted, null)
      },
      readAs: (wanted) => {
        const { text, chosen } = get()
        decode(text, wanted, chosen)
      },
      choose: (chosen) => {
        set({ chosen })
      },
      open: (fragment, text, wanted) => {
        set({ opened: fragment })
        decode(text, wanted, null)
      },
    }
  })

export type DecodingStore = ReturnType<typeof createDecoding>
