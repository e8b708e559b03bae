import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { bytesFrom, sizeFromCursors, walkAt, type Telling } from '../../recording/index.ts'
import { endSentence } from '../../view/recording/caption.ts'
import { typed } from '../../view/recording/name.ts'
import { useText } from '../context.ts'
import { useRecording } from './store.ts'

type Fact = readonly [name: string, value: string]

function useFacts(telling: Telling, moment: number): readonly Fact[] {
  const text = useText()
  const { locale } = text
  const { header, lines } = telling.recording
  const at = walkAt(telling, moment)
  const [first] = telling.calls
  const count = at?.calls.length ?? 0
  const returned = at?.calls.reduce((sum, { keys }) => sum + keys.length, 0) ?? 0
  const again = at?.walk.again.slice(0, count).reduce((sum, own) => sum + own, 0) ?? 0
  const size = sizeFromCursors(at?.walk.calls ?? [])
  const last = lines.at(-1)
  const scan =
    first === undefined ? '' : typed([first.command, ...(first.key === null ? [] : [first.key])])
  const match = header.match ?? null
  return [
    [m.recFactServer({}, text), header.server ?? `redis ${header.version}`],
    [m.recFactScan({}, text), header.count === undefined ? scan : `${scan} COUNT ${header.count}`],
    ...(match === null
      ? []
      : [[m.recFactMatch({}, text), typed([bytesFrom(match)])] satisfies Fact]),
    [m.recFactLines({}, text), number(lines.length, locale)],
    [
      m.recFactCalls({}, text),
      `${number(count, locale)} / ${number(at?.walk.calls.length ?? 0, locale)}`,
    ],
    [m.recFactReturned({}, text), number(returned, locale)],
    [m.recFactTwice({}, text), number(again, locale)],
    ...(size === null
      ? []
      : [
          [
            m.recFactSize({}, text),
            m.recBuckets({ size: number(size, locale) }, text),
          ] satisfies Fact,
        ]),
    [
      m.recFactEnd({}, text),
      last?.kind === 'event' && last.end !== null
        ? endSentence(last.end, telling.calls.at(-1)?.to ?? 0, locale)
        : m.recEndUnsaid({}, text),
    ],
  ]
}

/** What the file says of itself, and what has come so far. */
export function Facts() {
  const telling = useRecording((state) => state.telling)
  return telling === null ? null : <FactList telling={telling} />
}

function FactList({ telling }: { readonly telling: Telling }) {
  const text = useText()
  const moment = useRecording((state) => state.moment)
  const facts = useFacts(telling, moment)
  return (
    <section className="group recording-facts">
      <h2>{m.recFacts({}, text)}</h2>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
