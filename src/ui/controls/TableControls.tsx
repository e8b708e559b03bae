import { useState } from 'react'
import { dictTraceOf, sizesAround, stateForCommands } from '../../app/actions.ts'
import { LARGEST_TABLE, obstacleTo, type DictCommand, type Obstacle } from '../../machines/index.ts'
import { m } from '../../i18n/index.ts'
import { number, why } from '../../i18n/words.ts'
import { readingAt } from '../../view/reading.ts'
import { usePlayer, useStores, useText } from '../context.ts'
import { Group, NumberField, Reason } from './Field.tsx'

/** The dict that a command meets: the same object while only calls are made. */
const useDict = () => usePlayer((player) => stateForCommands(player).dict)

/** Whether the picture shows a rehash: also inside a command that will have ended it. */
const useMoving = () =>
  usePlayer(({ trace, moment }) => readingAt(trace, moment).dict.rehashIndex >= 0)

/** Grow, shrink, rehash. What is impossible now is off and says why. */
export function TableControls() {
  const text = useText()
  const dict = useDict()
  const moving = useMoving()
  const buckets = dict.tables[0].buckets.length
  const { larger, smaller } = sizesAround(buckets, LARGEST_TABLE)
  return (
    <Group title={m.table({}, text)}>
      <Resize name="grow" sizes={larger} key={`grow ${buckets}`} />
      <Resize name="shrink" sizes={smaller} key={`shrink ${buckets}`} />
      {(dict.rehashIndex >= 0 || moving) && (
        <Reason id="why-resize">{m.whyNoResize({}, text)}</Reason>
      )}
      <Rehash />
    </Group>
  )
}

function Resize({
  name,
  sizes,
}: {
  readonly name: 'grow' | 'shrink'
  readonly sizes: readonly number[]
}) {
  const text = useText()
  const { player } = useStores()
  const dict = useDict()
  const moving = useMoving()
  const config = usePlayer((player) => dictTraceOf(player).config)
  const [first] = sizes
  const [size, setSize] = useState(first)
  const command: DictCommand = {
    type: 'resize',
    buckets: size ?? (name === 'grow' ? LARGEST_TABLE * 2 : 2),
  }
  const obstacle: Obstacle | null = moving
    ? { why: 'rehashUnderWay' }
    : obstacleTo({ dict }, command, config)
  const label = name === 'grow' ? m.grow({}, text) : m.shrink({}, text)
  const sizeLabel = name === 'grow' ? m.growTo({}, text) : m.shrinkTo({}, text)
  const reason = obstacle === null ? null : why(obstacle, text.locale)
  const reasonId = obstacle?.why === 'rehashUnderWay' ? 'why-resize' : `why-${name}`
  return (
    <>
      <div className="pair">
        <button
          type="button"
          data-command={name}
          disabled={obstacle !== null}
          title={reason ?? undefined}
          aria-describedby={obstacle === null ? undefined : reasonId}
          onClick={() => {
            player.getState().run([command])
          }}
        >
          {label}
        </button>
        <select
          aria-label={sizeLabel}
          value={size ?? ''}
          disabled={first === undefined}
          onChange={(event) => {
            setSize(Number(event.currentTarget.value))
          }}
        >
          {sizes.length === 0 && <option value="">–</option>}
          {sizes.map((one) => (
            <option key={one} value={one}>
              {number(one, text.locale)} ({ratio(name, one, sizes)})
            </option>
          ))}
        </select>
      </div>
      {obstacle !== null && obstacle.why !== 'rehashUnderWay' && (
        <Reason id={reasonId}>{`${label}: ${why(obstacle, text.locale)}`}</Reason>
      )}
    </>
  )
}

const ratio = (name: 'grow' | 'shrink', size: number, sizes: readonly number[]) =>
  name === 'grow' ? `×${(2 * size) / (sizes[0] ?? size)}` : `÷${(2 * (sizes[0] ?? size)) / size}`

function Rehash() {
  const text = useText()
  const { player } = useStores()
  const dict = useDict()
  const moving = useMoving()
  const config = usePlayer((player) => dictTraceOf(player).config)
  const [count, setCount] = useState(2)
  const obstacle = obstacleTo({ dict }, { type: 'rehash', buckets: 1 }, config)
  const ends = moving && obstacle?.why === 'notRehashing'
  const reason =
    obstacle === null ? null : ends ? m.whyFinishes({}, text) : why(obstacle, text.locale)
  const off = obstacle !== null
  const rehash = (buckets: number) => () => {
    player.getState().run([{ type: 'rehash', buckets }])
  }
  return (
    <>
      <button
        type="button"
        data-command="rehash"
        disabled={off}
        title={reason ?? undefined}
        onClick={rehash(1)}
      >
        {m.rehashOne({}, text)}
      </button>
      <div className="triple">
        <button type="button" disabled={off} title={reason ?? undefined} onClick={rehash(count)}>
          {m.rehashMany({}, text)}
        </button>
        <NumberField
          label={m.rehashCount({}, text)}
          value={count}
          most={LARGEST_TABLE}
          onChange={setCount}
        />
        <button
          type="button"
          disabled={off}
          title={reason ?? undefined}
          onClick={rehash(Math.max(1, dict.tables[0].buckets.length))}
        >
          {m.rehashAll({}, text)}
        </button>
      </div>
      {reason !== null && <Reason>{`${m.rehashMany({}, text)}: ${reason}`}</Reason>}
    </>
  )
}
