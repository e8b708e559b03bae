import type { ReactNode } from 'react'
import { filmSize } from '../../export/filmSize.ts'
import type { Span } from '../../export/range.ts'
import { marksOf, type Mark } from '../../view/between.ts'
import { createScenes } from '../../view/scenes.ts'
import type { Size } from '../dom/useSize.ts'
import type { Register } from '../stage/Ruler.tsx'
import { StagePicture } from '../stage/StagePicture.tsx'
import type { Shooting } from './studio.tsx'

/** A moment as a studio draws it. */
export interface Sight {
  /** Where everything that can travel stands, by its name in the picture. */
  readonly marks: ReadonlyMap<string, Mark>
  readonly picture: (register: Register) => ReactNode
}

/** What stands in a studio: the pictures of one trace, drawn one after the other. */
export interface Scenery {
  readonly sightAt: (moment: number) => Sight
  /** A size that the pictures of all these moments fit into. */
  readonly sizeOf: (span: Span) => Size
}

/** The pictures of a dict or a server. */
export function stageScenery({ stores, trace, window, title }: Shooting): Scenery {
  const { order } = stores.preferences.getState()
  const draw = createScenes()
  const label = { text: title }
  return {
    sightAt: (moment) => {
      const { picture, scene } = draw(trace, moment, order, window)
      return {
        marks: marksOf(scene),
        picture: (register) => (
          <StagePicture {...{ picture, scene, trace, moment, order, register, label }} />
        ),
      }
    },
    sizeOf: (span) => filmSize(trace, span, window),
  }
}
