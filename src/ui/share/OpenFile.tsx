import { FolderOpen } from 'lucide-react'
import { useRef } from 'react'
import { storage } from '../../app/storage.ts'
import { m } from '../../i18n/index.ts'
import { useStores, useText } from '../context.ts'
import { openInto } from './openInto.ts'

/** Opens a scenario from a file of the reader's. */
export function OpenFile() {
  const text = useText()
  const { player, address } = useStores()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="quiet open-file"
        data-command="open-file"
        onClick={() => {
          input.current?.click()
        }}
      >
        <FolderOpen size={14} aria-hidden /> {m.fileOpen({}, text)}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={m.fileOpen({}, text)}
        hidden
        onChange={(event) => {
          const field = event.currentTarget
          const file = field.files?.[0]
          if (file !== undefined) void openInto({ player, storage, address }, file)
          // The same file may be chosen again.
          field.value = ''
        }}
      />
    </>
  )
}
