import { memo } from 'react'
import type { AnyTrace } from '../../trace/index.ts'
import type { Order } from '../../view/axis.ts'
import type { Drawn } from '../../view/scenes.ts'
import { lazily } from '../dom/lazily.ts'
import { Bracket, CursorLine, RehashMark } from './Pointers.tsx'
import { Ruler, type Register } from './Ruler.tsx'
import { Chips, Tables } from './Tables.tsx'

const EmptyStage = lazily(async () => (await import('../console/index.ts')).EmptyStage)

interface Props extends Pick<Drawn, 'picture' | 'scene'> {
  readonly trace: AnyTrace
  readonly moment: number
  readonly order: Order
  readonly register: Register
  readonly onInspect?: (cell: string | null) => void
  /** The id of the sentence that it is labelled by, or the sentence itself. */
  readonly label: { readonly id: string } | { readonly text: string }
}

const nobody = () => {}

/**
 * The picture of a moment, on the screen, on paper and in every file. It may suspend: what stands
 * there instead of tables is loaded when it is first needed.
 */
export function StagePicture(props: Props) {
  const { picture, scene, trace, moment, order, register, onInspect = nobody, label } = props
  const isEmpty = picture.tables.length === 0
  return (
    <svg
      className="stage-picture"
      width={scene.width}
      height={scene.height}
      viewBox={`0 0 ${scene.width} ${scene.height}`}
      role={isEmpty ? 'group' : 'img'}
      {...('id' in label ? { 'aria-labelledby': label.id } : { 'aria-label': label.text })}
      data-order={order}
    >
      {isEmpty ? (
        <EmptyStage trace={trace} moment={moment} width={scene.width} height={scene.height} />
      ) : (
        <>
          <Hatch />
          <Bracket picture={picture} scene={scene} />
          <Ruler picture={picture} scene={scene} register={register} />
          <Tables picture={picture} scene={scene} register={register} onInspect={onInspect} />
          <RehashMark picture={picture} scene={scene} register={register} />
          <CursorLine picture={picture} scene={scene} register={register} />
          <Chips picture={picture} scene={scene} register={register} />
        </>
      )}
    </svg>
  )
}

export const Hatch = memo(function Hatch() {
  return (
    <defs>
      <pattern
        id="hatch"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" className="hatch-ground" />
        <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
      </pattern>
      <pattern
        id="hatch-open"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line x1="0" y1="0" x2="0" y2="6" className="hatch-line" />
      </pattern>
    </defs>
  )
})
