import { FolderOpen } from 'lucide-react'
import { useRef } from 'react'
import { linkTo } from '../../app/address.ts'
import { m } from '../../i18n/index.ts'
import { isolated } from '../../i18n/words.ts'
import { recordingIds, type RecordingId } from '../../recording/index.ts'
import { useStores, useText } from '../context.ts'
import { useRecording } from './store.ts'
import { bundledText } from './words.ts'

/** The recordings of the page, and the way to one's own. */
export function RecordingList({ onFile }: { readonly onFile: (file: File) => void }) {
  const text = useText()
  const source = useRecording((state) => state.source)
  return (
    <section className="group recording-list">
      <h2>{m.recList({}, text)}</h2>
      <ul>
        {recordingIds.map((id) => (
          <li key={id}>
            <RecordingLink id={id} isOpen={source?.kind === 'bundled' && source.id === id} />
          </li>
        ))}
        {source?.kind === 'file' && (
          <li>
            <span className="recording-link is-open">
              <strong>{m.recYourFile({}, text)}</strong> <bdi>{isolated(source.name)}</bdi>
            </span>
          </li>
        )}
      </ul>
      <p className="fine">{m.recListNote({}, text)}</p>
      <OpenButton onFile={onFile} />
      <p className="fine">{m.recDropHint({}, text)}</p>
    </section>
  )
}

function RecordingLink({ id, isOpen }: { readonly id: RecordingId; readonly isOpen: boolean }) {
  const text = useText()
  const { address } = useStores()
  return (
    <a
      className={isOpen ? 'recording-link is-open' : 'recording-link'}
      href={linkTo('recording', { recording: id })}
      aria-current={isOpen ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        address.getState().go('recording', { recording: id })
      }}
    >
      {bundledText[id].title(text.locale)}
    </a>
  )
}

function OpenButton({ onFile }: { readonly onFile: (file: File) => void }) {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" onClick={() => field.current?.click()}>
        <FolderOpen size={16} aria-hidden />
        {m.recOpen({}, text)}
      </button>
      <input
        ref={field}
        type="file"
        accept=".jsonl,.ndjson,.json,.txt"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          // The same file may be chosen again after it was mended.
          currentTarget.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
    </>
  )
}
