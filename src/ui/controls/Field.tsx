import { useId, type ReactNode } from 'react'

/** A value, its name and, if options are told apart by headings, the heading that it stands under. */
export type Option<T extends string> = readonly [value: T, name: string, heading?: string]

/** A labelled select. The label is its whole accessible name. */
export function SelectField<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
}) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.currentTarget.value)
          if (chosen !== undefined) onChange(chosen[0])
        }}
      >
        <Options options={options} />
      </select>
    </div>
  )
}

/** Options, those with a heading under it; headings stand in the order of their first option. */
function Options({ options }: { readonly options: readonly Option<string>[] }) {
  const headings = [...new Set(options.map(([, , heading]) => heading))]
  return headings.map((heading) => {
    const own = options
      .filter((option) => option[2] === heading)
      .map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))
    return heading === undefined ? (
      own
    ) : (
      <optgroup key={heading} label={heading}>
        {own}
      </optgroup>
    )
  })
}

/** A group of controls under a small heading. */
export function Group({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section className="group">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** Why something is switched off, next to it and in words. */
export const Reason = ({
  id,
  children,
}: {
  readonly id?: string
  readonly children: ReactNode
}) => (
  <p className="reason" id={id}>
    {children}
  </p>
)

/** A whole number from 1 to `most`; anything else that is typed becomes the nearest. */
export function NumberField({
  label,
  value,
  most,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly onChange: (value: number) => void
}) {
  return (
    <input
      type="number"
      min={1}
      max={most}
      value={value}
      aria-label={label}
      onChange={(event) => {
        const typed = event.currentTarget.valueAsNumber
        onChange(Number.isFinite(typed) ? Math.max(1, Math.min(most, Math.round(typed))) : 1)
      }}
    />
  )
}
