import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { linkTo } from '../../app/address.ts'
import { MOST_SHARED } from '../../app/pasteFragment.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { useText } from '../context.ts'
import { useDecoding, useDecodingStore } from './useDecoding.ts'

type Outcome =
  | { readonly kind: 'made'; readonly link: string; readonly copied: boolean }
  | { readonly kind: 'tooLong'; readonly characters: number | null; readonly lines: number }

async function copy(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link)
    return true
  } catch {
    return false
  }
}

/** Makes a link that holds the paste, whole or its first lines. */
export function Share() {
  const text = useText()
  const store = useDecodingStore()
  const pasted = useDecoding((state) => state.text)
  const [outcome, setOutcome] = useState<(Outcome & { readonly of: string }) | null>(null)

  async function make(lines: number | null) {
    const { firstLines, sharePaste } = await import('../../app/pasteLink.ts')
    const { text: whole, wanted } = store.getState()
    const shared = lines === null ? whole : firstLines(whole, lines)
    const sharing = sharePaste({ text: shared, wanted })
    if (!sharing.ok) {
      const { characters, lines: most } = sharing
      setOutcome({ kind: 'tooLong', characters, lines: most, of: whole })
      return
    }
    const link = new URL(`${linkTo('decode')}#${sharing.fragment}`, window.location.href).href
    setOutcome({ kind: 'made', link, copied: await copy(link), of: whole })
  }

  // What was made of another paste is gone.
  const shown = outcome !== null && outcome.of === pasted ? outcome : null
  return (
    <>
      <button type="button" disabled={pasted.trim() === ''} onClick={() => void make(null)}>
        <Link2 size={16} aria-hidden />
        {m.decodeShare({}, text)}
      </button>
      <div className="share-outcome" role="status">
        {shown?.kind === 'made' && <Made {...shown} />}
        {shown?.kind === 'tooLong' && <TooLong {...shown} onFirst={() => void make(shown.lines)} />}
      </div>
    </>
  )
}

function Made({ link, copied }: Outcome & { readonly kind: 'made' }) {
  const text = useText()
  return (
    <>
      <p>{copied ? m.decodeShareDone({}, text) : m.decodeShareByHand({}, text)}</p>
      <input
        type="text"
        readOnly
        value={link}
        aria-label={m.decodeShareField({}, text)}
        onFocus={(event) => {
          event.currentTarget.select()
        }}
      />
    </>
  )
}

function TooLong({
  characters,
  lines,
  onFirst,
}: Outcome & { readonly kind: 'tooLong'; readonly onFirst: () => void }) {
  const text = useText()
  const sizes = {
    size: number(characters ?? 0, text.locale),
    most: number(MOST_SHARED, text.locale),
  }
  return (
    <>
      <p>{characters === null ? m.decodeShareHuge({}, text) : m.decodeShareTooLong(sizes, text)}</p>
      {lines > 0 && (
        <button type="button" onClick={onFirst}>
          {m.decodeShareLines({ lines: number(lines, text.locale) }, text)}
        </button>
      )}
    </>
  )
}
