import { Presentation, Redo2, Undo2 } from 'lucide-react'
import { m } from '../i18n/index.ts'
import { number } from '../i18n/words.ts'
import { evidence, liveEvidence } from '../view/evidence.ts'
import { usePlayer, useStores, useText } from './context.ts'

/** Which real versions the engine and the server agree with, and on how much. */
export function Evidence() {
  const text = useText()
  const operations = number(evidence.operations, text.locale)
  const { versions } = evidence
  const released = versions.filter((version) => /^\d/.test(version))
  const params = { operations, first: released[0] ?? '', last: released.at(-1) ?? '' }
  const server = {
    commands: number(liveEvidence.commands, text.locale),
    scans: number(liveEvidence.scans, text.locale),
    versions: liveEvidence.versions.join(', '),
  }
  const whole = [
    m.evidence({ operations, versions: versions.join(', ') }, text),
    m.serverEvidence(server, text),
  ]
  return (
    <p className="evidence" title={whole.join('\n')}>
      {m.serverEvidenceShort({ ...server, dict: m.evidenceShort(params, text) }, text)}
    </p>
  )
}

/** Takes the last edit back, and forth. */
export function UndoRedo() {
  const text = useText()
  const { player } = useStores()
  const canUndo = usePlayer(({ history }) => history.past.length > 0)
  const canRedo = usePlayer(({ history }) => history.future.length > 0)
  return (
    <span className="undo">
      <button
        type="button"
        className="icon"
        aria-label={m.undo({}, text)}
        title={m.undo({}, text)}
        disabled={!canUndo}
        onClick={() => {
          player.getState().undo()
        }}
      >
        <Undo2 size={18} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={m.redo({}, text)}
        title={m.redo({}, text)}
        disabled={!canRedo}
        onClick={() => {
          player.getState().redo()
        }}
      >
        <Redo2 size={18} aria-hidden />
      </button>
    </span>
  )
}

/** Shows the picture to an audience. */
export function PresentButton() {
  const text = useText()
  const { address } = useStores()
  return (
    <button
      type="button"
      className="icon present-button"
      data-command="present"
      aria-label={m.present({}, text)}
      title={m.presentTitle({}, text)}
      onClick={() => {
        address.getState().present(true)
      }}
    >
      <Presentation size={18} aria-hidden />
    </button>
  )
}
