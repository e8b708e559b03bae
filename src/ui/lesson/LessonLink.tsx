import type { ReactNode } from 'react'
import { linkTo } from '../../app/address.ts'
import { useStores } from '../context.ts'

/** A link to a lesson, or to the list of all: a new window can take it. */
export function LessonLink({
  id,
  className,
  children,
}: {
  readonly id?: string
  readonly className?: string
  readonly children: ReactNode
}) {
  const { address } = useStores()
  const query: Readonly<Record<string, string>> = id === undefined ? {} : { lesson: id }
  return (
    <a
      className={className}
      href={linkTo('lessons', query)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        address.getState().go('lessons', query)
      }}
    >
      {children}
    </a>
  )
}
