import { Suspense, useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { captionAt } from '../../app/parts.ts'
import type { Pose } from '../../export/frames.ts'
import type { Span } from '../../export/range.ts'
import { dressed } from '../../export/svg.ts'
import { isClusterTrace, type AnyTrace } from '../../trace/index.ts'
import { between, movesOf, type Mark } from '../../view/between.ts'
import { StoresContext, type Stores } from '../context.ts'
import { paint, useMarks } from '../dom/useMarks.ts'
import type { Size } from '../dom/useSize.ts'
import { stageScenery, type Scenery, type Sight } from './scenery.tsx'

/** A stage that nobody sees: there a moment can be looked at while the page shows another. */
export interface Studio {
  readonly poseAt: (moment: number) => Promise<Pose>
  /** A size that the pictures of all these moments fit into. */
  readonly sizeOf: (span: Span) => Size
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

interface PosedProps extends Sight {
  readonly onShown: () => void
}

/** The picture at rest; it is told as soon as all of it stands in the document. */
function Posed({ marks, picture, onShown }: PosedProps) {
  const register = useMarks(marks, 0)
  useLayoutEffect(onShown, [onShown])
  return picture(register)
}

/** What a trace needs to be drawn; the lanes of a cluster come with those that need them. */
async function sceneryOf(shooting: Shooting): Promise<Scenery> {
  const { trace } = shooting
  if (!isClusterTrace(trace)) return stageScenery(shooting)
  const { clusterScenery } = await import('../cluster/clusterScenery.tsx')
  return clusterScenery(trace, shooting)
}

/** Out of sight, but laid out and styled as on the page. */
function createRoom(): HTMLElement {
  const room = document.createElement('div')
  room.className = 'studio'
  room.inert = true
  document.body.append(room)
  return room
}

/** Opens a studio; who opens it closes it. Rejects when a part cannot be loaded. */
export async function openStudio(shooting: Shooting): Promise<Studio> {
  const { stores, trace, title, story } = shooting
  const { locale } = stores.preferences.getState()
  const { sightAt, sizeOf } = await sceneryOf(shooting)
  const room = createRoom()
  let fail: (error: unknown) => void = () => {}
  const root = createRoot(room, {
    onUncaughtError: (error) => {
      fail(error)
    },
  })
  let before: ReadonlyMap<string, Mark> = new Map()

  const shown = (sight: Sight) =>
    new Promise<SVGSVGElement>((done, failed) => {
      fail = failed
      const onShown = () => {
        const picture = room.querySelector<SVGSVGElement>('.stage-picture')
        if (picture === null) failed(new Error('The studio is empty.'))
        else done(picture)
      }
      root.render(
        <StoresContext value={stores}>
          <Suspense>
            <Posed {...sight} onShown={onShown} />
          </Suspense>
        </StoresContext>,
      )
    })

  return {
    sizeOf,
    poseAt: async (moment) => {
      const sight = sightAt(moment)
      const node = await shown(sight)
      const caption = captionAt(trace, moment, locale, story)
      const { parts, drawing } = dressed(node, title, `${caption.title}. ${caption.text}`)
      const moves = before.size === 0 ? [] : movesOf(before, sight.marks)
      before = sight.marks
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
