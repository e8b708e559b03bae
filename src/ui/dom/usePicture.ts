import { useEffect } from 'react'

/** The picture as its nodes lie in the document. */
const stage = () => document.getElementById('stage')

/** Why a part of the picture is marked. */
export type Mark = 'told' | 'chosen' | 'right' | 'wrong'

/**
 * Marks parts of the picture by their names (`cell 8:4`, `chip 3`, `cursor`). The nodes are React's
 * and the tween's; this adds an attribute of its own, and takes it off again.
 */
export function useMarked(mark: Mark, names: readonly string[]): void {
  useEffect(() => {
    const nodes = [...(stage()?.querySelectorAll<SVGElement>('[data-name]') ?? [])]
    const marked = nodes.filter(({ dataset }) => names.includes(dataset['name'] ?? ''))
    for (const node of marked) node.dataset['mark'] = mark
    return () => {
      for (const node of marked) if (node.dataset['mark'] === mark) delete node.dataset['mark']
    }
  })
}

/** The bucket under the pointer; a strip has no buckets that could be told apart. */
function cellUnder({ target }: MouseEvent): string | null {
  const cell = target instanceof Element ? target.closest<SVGElement>('[data-cell]') : null
  return cell?.dataset['name'] ?? null
}

/** The key under the pointer: chips let presses through to their bucket, so their boxes decide. */
function chipUnder({ clientX, clientY }: MouseEvent): string | null {
  const chips = [...(stage()?.querySelectorAll<SVGElement>('[data-name^="chip "]') ?? [])]
  const hit = chips.findLast((chip) => {
    const { left, right, top, bottom } = chip.getBoundingClientRect()
    return left <= clientX && clientX <= right && top <= clientY && clientY <= bottom
  })
  return hit?.dataset['name'] ?? null
}

/** While `kind` is asked for, a press on such a part of the picture is an answer. */
export function usePicked(kind: 'cell' | 'chip' | null, onPick: (name: string) => void): void {
  useEffect(() => {
    const node = stage()
    if (node === null || kind === null) return
    const press = (event: MouseEvent) => {
      const name = kind === 'cell' ? cellUnder(event) : chipUnder(event)
      if (name === null) return
      event.stopPropagation()
      onPick(name)
    }
    node.dataset['asking'] = kind
    node.addEventListener('click', press, { capture: true })
    return () => {
      delete node.dataset['asking']
      node.removeEventListener('click', press, { capture: true })
    }
  }, [kind, onPick])
}
