import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { AddressStore } from '../../app/address.ts'
import { createDecoding, type Decoding, type DecodingStore } from '../../app/decoding.ts'
import { holdsPaste } from '../../app/pasteFragment.ts'
import { browserSlices } from '../../app/slices.ts'
import type { Fault } from '../../link/fault.ts'
import { useAddress, useStores } from '../context.ts'

/** One paste for each page: it stays while another screen is shown. */
const decodings = new WeakMap<AddressStore, DecodingStore>()

function decodingOf(address: AddressStore): DecodingStore {
  const known = decodings.get(address) ?? createDecoding(browserSlices)
  decodings.set(address, known)
  return known
}

export const useDecodingStore = (): DecodingStore => decodingOf(useStores().address)

export const useDecoding = <T>(select: (decoding: Decoding) => T): T =>
  useStore(useDecodingStore(), select)

/** Opens the paste that the link holds; what is wrong with the link, if anything is. */
export function usePasteFromLink(): Fault | null {
  const store = useDecodingStore()
  const fragment = useAddress((address) => address.fragment)
  const [fault, setFault] = useState<Fault | null>(null)
  useEffect(() => {
    if (!holdsPaste(fragment) || store.getState().opened === fragment) return
    let wanted = true
    void import('../../app/pasteLink.ts').then(({ openPaste }) => {
      if (!wanted) return
      const opened = openPaste(fragment)
      setFault(opened.ok ? null : opened.fault)
      if (opened.ok) store.getState().open(fragment, opened.shared.text, opened.shared.wanted)
    })
    return () => {
      wanted = false
    }
  }, [store, fragment])
  return fault
}
