import { FolderOpen, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { PASTE_LIMITS } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { share } from '../../view/decode/amounts.ts'
import { useText } from '../context.ts'
import { Share } from './Share.tsx'
import { useDecoding, useDecodingStore } from './useDecoding.ts'

/** Longer texts make a text field slow: it shows their beginning only. */
const MOST_EDITED = 200_000
const MOST_SHOWN = 4000
const MEGA = 1e6

const PLACEHOLDER = '17\n\n> SCAN 17 COUNT 100\n1) "9"\n\n["9286422431637966426", [...]]'

const megabytes = (characters: number): number => Math.round((characters / MEGA) * 10) / 10

/** Where cursors are pasted, typed, dropped or opened from a file. */
export function PasteBox() {
  const text = useText()
  const store = useDecodingStore()
  const pasted = useDecoding((state) => state.text)
  const [isUnread, setUnread] = useState(false)
  const isLarge = pasted.length > MOST_EDITED

  async function open(file: File | undefined) {
    if (file === undefined) return
    try {
      // A character takes at most four bytes.
      store.getState().paste(await file.slice(0, 4 * PASTE_LIMITS.characters).text())
      setUnread(false)
    } catch {
      // What the browser says of it is in the browser's language.
      setUnread(true)
    }
  }

  return (
    <section
      className="paste-box"
      onDragOver={(event) => {
        event.preventDefault()
      }}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        void open(event.dataTransfer.files[0])
      }}
    >
      <PasteField />
      <div className="paste-tools">
        <OpenFile onOpen={(file) => void open(file)} />
        <button
          type="button"
          disabled={pasted === ''}
          onClick={() => {
            store.getState().paste('')
          }}
        >
          <X size={16} aria-hidden />
          {m.decodeClear({}, text)}
        </button>
        <Share />
      </div>
      {isUnread && (
        <p role="alert" className="paste-fault">
          {m.decodeFileFault({}, text)}
        </p>
      )}
      {isLarge && (
        <p className="fine">
          {m.decodeLarge({ size: number(megabytes(pasted.length), text.locale) }, text)}
        </p>
      )}
      <Status />
    </section>
  )
}

/** The text, or the beginning of one that is too long to edit. */
function PasteField() {
  const text = useText()
  const store = useDecodingStore()
  const pasted = useDecoding((state) => state.text)
  const id = useId()
  const isLarge = pasted.length > MOST_EDITED
  return (
    <>
      <label htmlFor={id}>{m.decodePaste({}, text)}</label>
      <textarea
        id={id}
        rows={9}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        placeholder={PLACEHOLDER}
        value={isLarge ? `${pasted.slice(0, MOST_SHOWN)}…` : pasted}
        readOnly={isLarge}
        onChange={(event) => {
          store.getState().paste(event.currentTarget.value)
        }}
        onPaste={(event) => {
          const added = event.clipboardData.getData('text')
          const { value, selectionStart, selectionEnd } = event.currentTarget
          if (!isLarge && value.length + added.length <= MOST_EDITED) return
          event.preventDefault()
          const before = isLarge ? '' : value.slice(0, selectionStart)
          const after = isLarge ? '' : value.slice(selectionEnd)
          store.getState().paste(before + added + after)
        }}
      />
    </>
  )
}

function OpenFile({ onOpen }: { readonly onOpen: (file: File | undefined) => void }) {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={m.decodeOpen({}, text)}
        onChange={(event) => {
          onOpen(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <button
        type="button"
        onClick={() => {
          input.current?.click()
        }}
      >
        <FolderOpen size={16} aria-hidden />
        {m.decodeOpen({}, text)}
      </button>
    </>
  )
}

/** How far the reading is, or how much was found. */
function Status() {
  const text = useText()
  const done = useDecoding((state) => state.share)
  const decoded = useDecoding((state) => state.decoded)
  const counts =
    decoded === null
      ? ''
      : m.decodeCounts(
          {
            cursors: number(decoded.paste.found.length, text.locale),
            lines: number(decoded.paste.lines, text.locale),
          },
          text,
        )
  const cutAfter = decoded?.paste.cutAfter ?? null
  return (
    <>
      <p className="paste-status" role="status">
        {done === null ? counts : m.decodeBusy({ percent: share(done, text.locale) }, text)}
      </p>
      {done !== null && <progress max={1} value={done} aria-hidden />}
      {cutAfter !== null && (
        <p className="paste-cut">
          {m.decodeCutAfter(
            {
              line: number(cutAfter, text.locale),
              cursors: number(PASTE_LIMITS.cursors, text.locale),
              size: number(megabytes(PASTE_LIMITS.characters), text.locale),
            },
            text,
          )}
        </p>
      )}
    </>
  )
}
