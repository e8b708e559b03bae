import { X } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import { m } from '../../i18n/index.ts'
import { recordingCaptionOf, type RecordingCaption as Words } from '../../view/recording/caption.ts'
import { usePreferences, useText } from '../context.ts'
import { recordings, useRecording } from './store.ts'
import { faultText, storyOf } from './words.ts'

/** The sentence of this moment. */
export function useCaption(): Words | null {
  const { locale } = useText()
  const telling = useRecording((state) => state.telling)
  const moment = useRecording((state) => state.moment)
  const source = useRecording((state) => state.source)
  return useMemo(
    () =>
      telling === null
        ? null
        : recordingCaptionOf(telling, moment, storyOf(source, telling, locale), locale),
    [telling, moment, source, locale],
  )
}

/** One plain sentence over the picture. */
export function RecordingCaption() {
  const text = useText()
  const caption = useCaption()
  const loading = useRecording((state) => state.loading)
  if (caption === null) {
    return <p className="caption">{loading ? m.recLoading({}, text) : m.recDropHint({}, text)}</p>
  }
  return (
    <p className={caption.isBad ? 'caption is-broken' : 'caption'}>
      <strong>{caption.title}</strong> {caption.text}
    </p>
  )
}

/** What is wrong with a file, until it is put away. */
export function FaultBar() {
  const text = useText()
  const fault = useRecording((state) => state.fault)
  const isOpen = useRecording((state) => state.telling !== null)
  return (
    <div className="recording-fault" role="alert">
      {fault !== null && (
        <p className="fault-line">
          <span>{faultText(fault, isOpen, text.locale)}</span>
          <button
            type="button"
            className="icon"
            aria-label={m.dismiss({}, text)}
            onClick={() => {
              recordings.getState().dismiss()
            }}
          >
            <X size={15} aria-hidden />
          </button>
        </p>
      )}
    </div>
  )
}

/** Speaks each moment; while playing fast only what is heard to its end. */
export function RecordingSpeech() {
  const caption = useCaption()
  const playing = useRecording((state) => state.playing)
  const speed = usePreferences((preferences) => preferences.speed)
  const spoken = useDeferredValue(caption === null ? '' : `${caption.title}. ${caption.text}`)
  return (
    <p className="visually-hidden" aria-live="polite">
      {playing && speed > 1 ? '' : spoken}
    </p>
  )
}
