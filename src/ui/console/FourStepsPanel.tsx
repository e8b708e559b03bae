import { memo, type ReactNode } from 'react'
import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { nameOf, serverProfiles, type DroppedBy } from '../../server/index.ts'
import { stateAt } from '../../trace/index.ts'
import { whyText } from '../../view/server/scanText.ts'
import { fourStepsAt, pageOf, type FourSteps, type StepCall } from '../../view/server/steps.ts'
import { useText } from '../context.ts'
import { useCalmServer, type ServerShown } from './useServer.ts'

/** Calls of dictScan written out; the ones before are counted. */
const CALLS = 40

/** Names written out of one list. */
const NAMES = 12

/** A scan command by its four steps: options, collect, filter, reply. */
export const FourStepsPanel = () => <Steps {...useCalmServer()} />

const Steps = memo(function Steps({ trace, moment }: ServerShown) {
  const text = useText()
  const steps = fourStepsAt(trace, moment)
  if (steps === null) {
    return (
      <section className="panel">
        <h2>{m.stepsTitle({ name: 'SCAN' }, text)}</h2>
        <p className="fine">{m.stepsNone({}, text)}</p>
      </section>
    )
  }
  const why = whyText(steps, stateAt(trace, moment).server, text.locale)
  const matchesEarly = serverProfiles[trace.config.profile].scan.type === 'lookup'
  return (
    <section className="panel four-steps">
      <h2>{m.stepsTitle({ name: (steps.words[0] ?? '').toUpperCase() }, text)}</h2>
      <ol>
        <Step nth={1} name={m.stepsOptions({}, text)} steps={steps}>
          <Options steps={steps} />
        </Step>
        <Step nth={2} name={m.stepsCollect({}, text)} steps={steps}>
          <Collect steps={steps} />
        </Step>
        <Step nth={3} name={m.stepsFilter({}, text)} steps={steps}>
          <Filter steps={steps} />
        </Step>
        <Step nth={4} name={m.stepsReply({}, text)} steps={steps}>
          <Answer steps={steps} />
        </Step>
      </ol>
      {why !== null && <p className="why">{why}</p>}
      {(steps.options?.match ?? null) !== null && matchesEarly && (
        <p className="fine">{m.stepsMatchNote({}, text)}</p>
      )}
    </section>
  )
})

interface StepProps {
  readonly nth: 1 | 2 | 3 | 4
  readonly name: string
  readonly steps: FourSteps
  readonly children: ReactNode
}

function Step({ nth, name, steps: { now, running }, children }: StepProps) {
  const isNow = running && now === nth
  const look = isNow ? 'is-now' : now >= nth ? '' : 'is-coming'
  return (
    <li className={look} aria-current={isNow ? 'step' : undefined}>
      <b className="step-nth">{nth}</b>
      <span className="step-name">{name}</span>
      <div className="step-body">{now >= nth && children}</div>
    </li>
  )
}

function Options({ steps: { options, words } }: { readonly steps: FourSteps }) {
  const text = useText()
  // Refused before it came to options, or there is no such key.
  if (options === null) return <code>{nameOf(words.slice(1).join(' '))}</code>
  const { count, match, type, budget } = options
  return (
    <>
      <code>COUNT {count}</code>
      {match !== null && <code>MATCH {nameOf(match)}</code>}
      {type !== null && <code>TYPE {nameOf(type)}</code>}
      <span className="muted">
        {budget === 0
          ? m.stepsNoCount({}, text)
          : m.stepsBudget({ budget: number(budget, text.locale) }, text)}
      </span>
    </>
  )
}

function stoppedText({ stoppedBy, collected, calls, options }: FourSteps, locale: Locale) {
  const text = { locale }
  switch (stoppedBy) {
    case null:
      return null
    case 'count':
      return m.stepsByCount({ collected, count: options?.count ?? 0 }, text)
    case 'end':
      return m.stepsByEnd({ collected }, text)
    case 'budget':
      return m.stepsByBudget({ calls: calls.length, collected }, text)
    case 'whole':
      return m.stepsByWhole({ collected }, text)
  }
}

function Collect({ steps }: { readonly steps: FourSteps }) {
  const text = useText()
  const { calls } = steps
  const first = Math.max(0, calls.length - CALLS)
  const stopped = stoppedText(steps, text.locale)
  return (
    <>
      {calls.length > 0 && (
        <div className="step-calls" tabIndex={0} role="group" aria-label={m.stepsCollect({}, text)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{m.stepsCursor({}, text)}</th>
                <th scope="col">{m.stepsBucket({}, text)}</th>
                <th scope="col">{m.stepsCame({}, text)}</th>
                <th scope="col">{m.stepsNext({}, text)}</th>
              </tr>
            </thead>
            <tbody>
              {first > 0 && (
                <tr>
                  <td colSpan={4}>{m.stepsMore({ count: first }, text)}</td>
                </tr>
              )}
              {calls.slice(first).map((call, index) => (
                <CallRow key={first + index} call={call} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {stopped !== null && <span>{stopped}</span>}
    </>
  )
}

function CallRow({ call: { cursor, buckets, collected, next } }: { readonly call: StepCall }) {
  return (
    <tr>
      <td>{cursor}</td>
      <td>
        {buckets.map(({ bucket, of }) => (
          <span key={`${of}:${bucket}`}>
            {bucket}
            <small>/{of}</small>{' '}
          </span>
        ))}
      </td>
      <td>
        <Names names={collected.map(nameOf)} />
      </td>
      <td>{next ?? '…'}</td>
    </tr>
  )
}

function Names({ names }: { readonly names: readonly string[] }) {
  const rest = names.length - NAMES
  return (
    <>
      {names.slice(0, NAMES).map((name, index) => (
        <bdi key={index} className="step-key">
          {name === '' ? '""' : name}
        </bdi>
      ))}
      {rest > 0 && <span className="muted">+{rest}</span>}
    </>
  )
}

const DROPS: readonly DroppedBy[] = ['match', 'type', 'expiry']

function dropName(by: DroppedBy, locale: Locale): string {
  switch (by) {
    case 'match':
      return m.stepsDropMatch({}, { locale })
    case 'type':
      return m.stepsDropType({}, { locale })
    case 'expiry':
      return m.stepsDropExpiry({}, { locale })
  }
}

function Filter({ steps: { collected, dropped, now } }: { readonly steps: FourSteps }) {
  const text = useText()
  const kept = collected - dropped.length
  return (
    <>
      {now === 4 && (
        <span>
          {dropped.length === 0
            ? m.stepsAllKept({ kept }, text)
            : m.stepsKept({ kept, dropped: dropped.length }, text)}
        </span>
      )}
      {DROPS.map((by) => {
        const names = dropped.filter((one) => one.by === by).map(({ key }) => nameOf(key))
        return names.length === 0 ? null : (
          <span key={by} className="step-dropped">
            <span className="muted">{dropName(by, text.locale)}:</span> <Names names={names} />
          </span>
        )
      })}
    </>
  )
}

function Answer({
  steps: { reply, options, words, collected, dropped },
}: {
  readonly steps: FourSteps
}) {
  const text = useText()
  const page = pageOf(reply)
  if (page === null) return <span>{reply?.kind === 'error' ? nameOf(reply.text) : ''}</span>
  if (options === null) {
    return <span>{m.stepsMissing({ key: nameOf(words[1] ?? '') }, text)}</span>
  }
  const count = collected - dropped.length
  return <span>{m.stepsPage({ cursor: page.cursor, count }, text)}</span>
}
