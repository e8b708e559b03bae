import { useEffect, useRef } from 'react'

/** Milliseconds after its last move until the dot fades. */
const REST = 1500

/**
 * A dot that follows mouse, pen or finger over the picture. `data-awake` on the node says that a
 * pointer is being moved, `data-pointing` that it is over the picture.
 */
export function useLaser() {
  const node = useRef<HTMLElement>(null)
  useEffect(() => {
    const laser = node.current
    if (laser === null) return
    let timer: number | undefined
    const sleep = () => {
      delete laser.dataset['awake']
      delete laser.dataset['pointing']
    }
    const move = ({ target, clientX, clientY }: PointerEvent) => {
      const over = target instanceof Element && target.closest('.middle') !== null
      laser.dataset['awake'] = ''
      if (over) laser.dataset['pointing'] = ''
      else delete laser.dataset['pointing']
      laser.style.setProperty('--x', `${clientX}px`)
      laser.style.setProperty('--y', `${clientY}px`)
      window.clearTimeout(timer)
      timer = window.setTimeout(sleep, REST)
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerdown', move)
    return () => {
      window.clearTimeout(timer)
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerdown', move)
    }
  }, [])
  return node
}
