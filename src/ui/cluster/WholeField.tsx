import { TakenField } from './TakenField.tsx'

interface Props {
  readonly label: string
  readonly value: number
  readonly least: number
  readonly most: number
  readonly onChange: (value: number) => void
}

/** A whole number; one out of bounds becomes the nearest that is allowed. */
export function WholeField({ label, value, least, most, onChange }: Props) {
  return (
    <TakenField
      label={label}
      type="number"
      min={least}
      max={most}
      shown={String(value)}
      onTake={(typed) => {
        const wanted = Math.round(Number(typed))
        if (typed.trim() === '' || !Number.isFinite(wanted)) return
        const within = Math.max(least, Math.min(most, wanted))
        if (within !== value) onChange(within)
      }}
    />
  )
}
