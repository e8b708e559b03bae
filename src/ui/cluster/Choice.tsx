import type { ReactNode } from 'react'
import type { ClusterNode } from '../../cluster/index.ts'

export const nodeOptions = (nodes: readonly ClusterNode[]) =>
  nodes.map(({ id }) => (
    <option key={id} value={id}>
      {id}
    </option>
  ))

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly disabled?: boolean
  readonly children: ReactNode
}

/** One of a few, without a label of its own to be seen. */
export const Choice = ({ label, value, onChange, disabled = false, children }: ChoiceProps) => (
  <select
    aria-label={label}
    value={value}
    disabled={disabled}
    onChange={(event) => {
      onChange(event.currentTarget.value)
    }}
  >
    {children}
  </select>
)

/** The chosen one while it is there, else the first. */
export const chosenOf = (ids: readonly string[], chosen: string | null): string =>
  ids.find((id) => id === chosen) ?? ids[0] ?? ''
