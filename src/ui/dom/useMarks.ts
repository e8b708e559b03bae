import { useCallback, useRef } from 'react'
import {
  between,
  isHardlySeen,
  isSameMark,
  movesOf,
  type Mark,
  type Move,
} from '../../view/between.ts'
import { useTween } from './useTween.ts'

/**
 * Owns position, size and opacity of every node that travels. A node is a `g` with a `data-name`;
 * its origin is the middle of its upper edge, its first child the box. Milliseconds.
 */
export function useMarks(marks: ReadonlyMap<string, Mark>, duration: number) {
  const nodes = useRef(new Map<string, SVGGElement>())
  const painted = useRef(new Map<string, Mark>())
  const moving = useRef<readonly Move[]>([])

  useTween(marks, () => {
    const shown = painted.current
    const put = (name: string, mark: Mark, isLast: boolean) => {
      const old = shown.get(name)
      if (old !== undefined && (isLast ? isSameMark : isHardlySeen)(old, mark)) return
      shown.set(name, mark)
      const node = nodes.current.get(name)
      if (node !== undefined) paint(node, mark, old)
    }
    for (const name of shown.keys()) if (!marks.has(name)) shown.delete(name)
    // What is still on its way to where it is to stay has been overtaken: it arrives at once.
    for (const { name, to } of moving.current) {
      const goal = marks.get(name)
      if (goal !== undefined && isSameMark(goal, to)) put(name, goal, true)
    }
    const moves = movesOf(shown, marks)
    moving.current = moves
    if (moves.length === 0) return null
    const draw = (t: number) => {
      for (const move of moves) put(move.name, between(move, t), t === 1)
      if (t === 1) moving.current = []
    }
    return { duration, draw }
  })

  return useCallback((node: SVGGElement | null) => {
    const name = node?.dataset['name']
    if (node === null || name === undefined) return
    const known = nodes.current
    known.set(name, node)
    const mark = painted.current.get(name)
    if (mark !== undefined) paint(node, mark)
    return () => {
      if (known.get(name) === node) known.delete(name)
    }
  }, [])
}

/** Writes a mark to its node, as far as it differs from what the node shows. */
export function paint(node: Element, mark: Mark, old?: Mark): void {
  const { x, y, w, h, opacity } = mark
  if (x !== old?.x || y !== old.y || w !== old.w) {
    node.setAttribute('transform', `translate(${round(x + w / 2)} ${round(y)})`)
  }
  if (opacity !== old?.opacity) node.setAttribute('opacity', String(opacity))
  const box = node.firstElementChild
  if (!(box instanceof SVGRectElement)) return
  if (w !== old?.w) {
    box.setAttribute('x', String(round(-w / 2)))
    box.setAttribute('width', String(round(w)))
  }
  if (h !== old?.h) box.setAttribute('height', String(round(h)))
}

const round = (value: number) => Math.round(value * 100) / 100
