const LIT = 'is-lit'

function setLit(nodes: Iterable<Element>): void {
  for (const old of document.querySelectorAll(`.${LIT}`)) old.classList.remove(LIT)
  for (const node of nodes) node.classList.add(LIT)
}

/** Lights the cells that a line has read; an empty list puts the light out. */
export function lightCells(cells: readonly string[]): void {
  setLit(cells.flatMap((cell) => [...document.querySelectorAll(`[data-cell="${cell}"]`)]))
}

/** Lights the lines that have read the cell under the pointer. */
export function lightLines(target: EventTarget | null): void {
  const cell = target instanceof Element ? target.closest<SVGGElement>('[data-cell]') : null
  const id = cell?.dataset['cell']
  const lines = [...document.querySelectorAll<HTMLElement>('[data-cells]')]
  setLit(
    id === undefined
      ? []
      : lines.filter(({ dataset }) => dataset['cells']?.split(' ').includes(id)),
  )
}
