import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { m } from '../../i18n/index.ts'
import { useText } from '../context.ts'

/**
 * A modal dialog; Escape, the cross and a press outside close it, focus goes back by itself.
 */
export function Dialog({
  title,
  wide = false,
  startsInText = true,
  onClose,
  children,
}: {
  readonly title: string
  readonly wide?: boolean
  /** Whether its text field gets the focus, when that is what one came for. */
  readonly startsInText?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const text = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  const pressedOutside = useRef(false)
  const id = useId()
  useEffect(() => {
    const node = dialog.current
    const opener = document.activeElement
    node?.showModal()
    if (startsInText) {
      node?.querySelector<HTMLElement>('textarea, input[type="search"]')?.focus()
    }
    return () => {
      node?.close()
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [startsInText])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === dialog.current
      }}
      onClick={(event) => {
        if (pressedOutside.current && event.target === dialog.current) onClose()
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="icon" onClick={onClose} aria-label={m.close({}, text)}>
            <X size={18} aria-hidden />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
