import { ImageDown } from 'lucide-react'
import { Suspense, useState } from 'react'
import { m } from '../../i18n/index.ts'
import { useStores, useText } from '../context.ts'
import { lazily } from '../dom/lazily.ts'

const Export = lazily(async () => (await import('./Export.tsx')).Export)

/** Opens the dialog that makes pictures, films, sheets and texts of what is on the screen. */
export function ExportButton({ onBoard }: { readonly onBoard?: () => void }) {
  const text = useText()
  const { player } = useStores()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="share"
        data-command="export"
        aria-label={m.export({}, text)}
        title={m.export({}, text)}
        onClick={() => {
          player.getState().setPlaying(false)
          setOpen(true)
        }}
      >
        <ImageDown size={16} aria-hidden /> <span>{m.export({}, text)}</span>
      </button>
      <Suspense>
        {open && (
          <Export
            onBoard={onBoard}
            onClose={() => {
              setOpen(false)
            }}
          />
        )}
      </Suspense>
    </>
  )
}
