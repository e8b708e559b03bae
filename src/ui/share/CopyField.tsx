import { Check, Copy } from 'lucide-react'
import { useId, useRef, useState } from 'react'

interface Props {
  readonly label: string
  readonly copyLabel: string
  /** Nothing to copy yet while it is empty. */
  readonly value: string
  readonly rows: number
  /** What is said after it was copied, or only marked since the browser forbids copying. */
  readonly copied: string
  readonly selected: string
}

/** A text to take along: a press copies it, or marks it where a page may not copy. */
export function CopyField({ label, copyLabel, value, rows, copied, selected }: Props) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [told, setTold] = useState<{ readonly of: string; readonly copied: boolean } | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setTold({ of: value, copied: true })
    } catch {
      field.current?.select()
      setTold({ of: value, copied: false })
    }
  }
  const said = told?.of === value ? told : null
  return (
    <div className="copy-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        ref={field}
        rows={rows}
        readOnly
        spellCheck={false}
        value={value}
        onFocus={(event) => {
          event.currentTarget.select()
        }}
      />
      <button
        type="button"
        className="strong"
        disabled={value === ''}
        onClick={() => {
          void copy()
        }}
      >
        {said?.copied === true ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        {copyLabel}
      </button>
      <p className="muted" role="status">
        {said !== null && (said.copied ? copied : selected)}
      </p>
    </div>
  )
}
