import { useCallback, useRef } from 'react'
import { between, type Mark } from '../../view/between.ts'
import { useTween } from './useTween.ts'

/**
 * Owns position, size and opacity of every node that travels. A node is a `g` with a `data-name`;
 * its origin is the middle of its upper edge, its first child the box.
 */
export function useMarks(marks: ReadonlyMap<string, Mark>, duration: number) {
  const nodes = useRef(new Map<string, SVGGElement>())
  const painted = useRef<ReadonlyMap<string, Mark>>(new Map())
  const start = useRef<{ goal: ReadonlyMap<string, Mark>; from: ReadonlyMap<string, Mark> } | null>(
    null,
  )

  useTween(marks, duration, (t) => {
    if (start.current?.goal !== marks) start.current = { goal: marks, from: painted.current }
    const frame = between(start.current.from, marks, t)
    for (const [name, mark] of frame) {
      const node = nodes.current.get(name)
      if (node !== undefined && !isSame(painted.current.get(name), mark, node)) paint(node, mark)
    }
    painted.current = frame
  })

  return useCallback((node: SVGGElement | null) => {
    const name = node?.dataset['name']
    if (node === null || name === undefined) return
    const known = nodes.current
    known.set(name, node)
    return () => {
      if (known.get(name) === node) known.delete(name)
    }
  }, [])
}

function isSame(old: Mark | undefined, mark: Mark, node: SVGGElement): boolean {
  return (
    node.hasAttribute('transform') &&
    old?.x === mark.x &&
    old.y === mark.y &&
    old.w === mark.w &&
    old.h === mark.h &&
    old.opacity === mark.opacity
  )
}

function paint(node: SVGGElement, { x, y, w, h, opacity }: Mark): void {
  node.setAttribute('transform', `translate(${round(x + w / 2)} ${round(y)})`)
  node.setAttribute('opacity', String(opacity))
  const box = node.firstElementChild
  if (!(box instanceof SVGRectElement)) return
  box.setAttribute('x', String(round(-w / 2)))
  box.setAttribute('width', String(round(w)))
  box.setAttribute('height', String(round(h)))
}

const round = (value: number) => Math.round(value * 100) / 100
