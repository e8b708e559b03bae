import { useEffect, useState } from 'react'
import { storage } from '../../app/storage.ts'
import { m } from '../../i18n/index.ts'
import { useStores, useText } from '../context.ts'
import { openInto } from './openInto.ts'

const bringsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true

/** A file that is dropped anywhere on the page is opened; while it hangs over it, this says so. */
export function FileDrop() {
  const text = useText()
  const { player, address } = useStores()
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!bringsFile(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      // Into nothing: out of the window, not into another part of the page.
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      const file = event.dataTransfer?.files[0]
      if (!bringsFile(event)) return
      event.preventDefault()
      if (file !== undefined) void openInto({ player, storage, address }, file)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
    }
  }, [player, address])
  return isOver ? <p className="file-drop">{m.fileDrop({}, text)}</p> : null
}
