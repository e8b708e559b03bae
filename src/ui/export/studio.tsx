import { Suspense, useLayoutEffect, useMemo, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { captionAt } from '../../app/parts.ts'
import type { Pose } from '../../export/frames.ts'
import { dressed } from '../../export/svg.ts'
import type { AnyTrace } from '../../trace/index.ts'
import { between, marksOf, movesOf, type Mark } from '../../view/between.ts'
import { createScenes, type Drawn } from '../../view/scenes.ts'
import { StoresContext, type Stores } from '../context.ts'
import { paint, useMarks } from '../dom/useMarks.ts'
import type { Size } from '../dom/useSize.ts'
import { StagePicture } from '../stage/StagePicture.tsx'

/** A stage that nobody sees: there a moment can be looked at while the page shows another. */
export interface Studio {
  readonly poseAt: (moment: number) => Promise<Pose>
  readonly close: () => void
}

/** What is to be drawn, as the page shows it. */
export interface Shooting {
  readonly stores: Stores
  readonly trace: AnyTrace
  /** The size of the stage on the page. */
  readonly window: Size
  readonly title: string
  /** The sentence of the beginning. */
  readonly story: string | undefined
}

interface PosedProps extends Pick<Drawn, 'picture' | 'scene'> {
  readonly shooting: Shooting
  readonly moment: number
  readonly onShown: (node: SVGSVGElement) => void
}

/** The picture at rest; it is told as soon as all of it stands in the document. */
function Posed({ shooting, moment, picture, scene, onShown }: PosedProps) {
  const { stores, trace, title } = shooting
  const { order } = stores.preferences.getState()
  const node = useRef<SVGSVGElement>(null)
  const marks = useMemo(() => marksOf(scene), [scene])
  const register = useMarks(marks, 0)
  useLayoutEffect(() => {
    if (node.current !== null) onShown(node.current)
  }, [onShown])
  return (
    <StagePicture
      ref={node}
      {...{ picture, scene, trace, moment, order, register }}
      label={{ text: title }}
    />
  )
}

/** Out of sight, but laid out and styled as on the page. */
function createRoom(): HTMLElement {
  const room = document.createElement('div')
  room.className = 'studio'
  room.inert = true
  document.body.append(room)
  return room
}

/** Opens a studio; who opens it closes it. */
export function openStudio(shooting: Shooting): Studio {
  const { stores, trace, window, title, story } = shooting
  const { order, locale } = stores.preferences.getState()
  const draw = createScenes()
  const room = createRoom()
  let fail: (error: unknown) => void = () => {}
  const root = createRoot(room, {
    onUncaughtError: (error) => {
      fail(error)
    },
  })
  let before: ReadonlyMap<string, Mark> = new Map()

  const shown = (moment: number, { picture, scene }: Drawn) =>
    new Promise<SVGSVGElement>((onShown, failed) => {
      fail = failed
      root.render(
        <StoresContext value={stores}>
          <Suspense>
            <Posed {...{ shooting, moment, picture, scene, onShown }} />
          </Suspense>
        </StoresContext>,
      )
    })

  return {
    poseAt: async (moment) => {
      const drawn = draw(trace, moment, order, window)
      const node = await shown(moment, drawn)
      const caption = captionAt(trace, moment, locale, story)
      const { parts, drawing } = dressed(node, title, `${caption.title}. ${caption.text}`)
      const marks = marksOf(drawn.scene)
      const moves = before.size === 0 ? [] : movesOf(before, marks)
      before = marks
      return {
        at: (t) => {
          for (const move of moves) {
            const part = parts.get(move.name)
            if (part !== undefined) paint(part, between(move, t))
          }
          return drawing()
        },
      }
    },
    close: () => {
      root.unmount()
      room.remove()
    },
  }
}
