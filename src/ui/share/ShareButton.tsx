import { Share2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { m } from '../../i18n/index.ts'
import { useStores, useText } from '../context.ts'
import { lazily } from '../dom/lazily.ts'

const Share = lazily(async () => (await import('./Share.tsx')).Share)
const EmbedDialog = lazily(async () => (await import('../embedding/EmbedDialog.tsx')).EmbedDialog)

/** Opens the dialog with the link to this very moment; from there another leads into other pages. */
export function ShareButton() {
  const text = useText()
  const { player } = useStores()
  const [open, setOpen] = useState<'share' | 'embed' | null>(null)
  const close = () => {
    setOpen(null)
  }
  return (
    <>
      <button
        type="button"
        className="share"
        data-command="share"
        aria-label={m.share({}, text)}
        title={m.share({}, text)}
        onClick={() => {
          player.getState().setPlaying(false)
          setOpen('share')
        }}
      >
        <Share2 size={16} aria-hidden /> <span>{m.share({}, text)}</span>
      </button>
      <Suspense>
        {open === 'share' && (
          <Share
            onClose={close}
            onEmbed={() => {
              setOpen('embed')
            }}
          />
        )}
        {open === 'embed' && <EmbedDialog onClose={close} />}
      </Suspense>
    </>
  )
}
