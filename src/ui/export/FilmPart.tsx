import { useId, useState } from 'react'
import { MICRO_STEP, tweenAt } from '../../app/clock.ts'
import { SPEEDS } from '../../app/preferences.ts'
import { LAST_STAYS, type Pace } from '../../export/frames.ts'
import { callsOf, MOST_MOMENTS, rangeOf, type Choice, type Range } from '../../export/range.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { isServerTrace } from '../../trace/index.ts'
import { usePreferences, useText } from '../context.ts'
import { SelectField } from '../controls/Field.tsx'
import { useReducedMotion } from '../dom/useMedia.ts'
import { filmMaker, FILMS, type Film } from './makers.ts'
import { Scale } from './Scale.tsx'
import type { Shooting } from './studio.tsx'
import { useFilms, type Films } from './useFilms.ts'
import type { Run } from './useJob.ts'

const FORMATS: Readonly<Record<Film, string>> = { gif: 'GIF', webm: 'WebM', mp4: 'MP4' }

interface Props {
  readonly shooting: Shooting
  readonly moment: number
  readonly name: string
  readonly run: Run
}

/** What the numbers of a range begin with: the whole branch, or from the running call on. */
function firstNumbers({ trace }: Shooting, moment: number, of: Choice['of']) {
  if (of !== 'calls') return { from: '0', to: String(Math.min(trace.length, MOST_MOMENTS - 1)) }
  const calls = callsOf(trace)
  const call = calls.findIndex(({ to }) => moment <= to)
  const one = String(Math.max(0, call === -1 ? calls.length - 1 : call) + 1)
  return { from: one, to: one }
}

/** What is typed; an empty field is no number. */
const typed = (text: string) => (text.trim() === '' ? NaN : Number(text))

/** A range of moments as GIF, WebM or MP4. */
export function FilmPart({ shooting, moment, name, run }: Props) {
  const text = useText()
  const reduced = useReducedMotion()
  const shownAt = usePreferences((preferences) => preferences.speed)
  const [of, setOf] = useState<Choice['of']>('whole')
  const [numbers, setNumbers] = useState(() => firstNumbers(shooting, moment, of))
  const [speed, setSpeed] = useState<number>(shownAt)
  const [moves, setMoves] = useState(!reduced)
  const [scale, setScale] = useState(1)
  const films = useFilms(shooting.window, scale)
  const range = rangeOf(shooting.trace, { of, from: typed(numbers.from), to: typed(numbers.to) })
  const save = (film: Film) => {
    if (!range.ok) return
    const { span } = range
    const tween = film === 'gif' || !moves ? 0 : tweenAt(speed)
    const pace: Pace = { step: MICRO_STEP / speed, tween }
    const file = `${name}-${span.from}-${span.to}.${film}`
    void run(file, filmMaker(shooting, { film, span, pace, scale }))
  }
  return (
    <section className="export-part">
      <h3>{m.exportFilm({}, text)}</h3>
      <div className="export-range">
        <RangeField
          ofServer={isServerTrace(shooting.trace)}
          of={of}
          onOf={(next) => {
            setOf(next)
            setNumbers(firstNumbers(shooting, moment, next))
          }}
        />
        {of !== 'whole' && <Numbers numbers={numbers} onNumbers={setNumbers} />}
        <div className="export-row">
          <SelectField
            label={m.speed({}, text)}
            value={String(speed)}
            options={SPEEDS.map((one) => [String(one), `${number(one, text.locale)}×`] as const)}
            onChange={(next) => {
              setSpeed(Number(next))
            }}
          />
          <Scale scale={scale} onScale={setScale} />
        </div>
      </div>
      <RangeSaid range={range} step={MICRO_STEP / speed} />
      <MotionCheck moves={moves} onMoves={setMoves} />
      <div className="export-row">
        {FILMS.filter((film) => films[film] === 'can').map((film) => (
          <button
            key={film}
            type="button"
            disabled={!range.ok}
            onClick={() => {
              save(film)
            }}
          >
            {m.exportSave({ format: FORMATS[film] }, text)}
          </button>
        ))}
      </div>
      <FilmsSaid films={films} />
    </section>
  )
}

interface MotionProps {
  readonly moves: boolean
  readonly onMoves: (moves: boolean) => void
}

function MotionCheck({ moves, onMoves }: MotionProps) {
  const text = useText()
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={moves}
        onChange={(event) => {
          onMoves(event.currentTarget.checked)
        }}
      />
      {m.exportMotion({}, text)}
    </label>
  )
}

interface RangeFieldProps {
  readonly of: Choice['of']
  readonly ofServer: boolean
  readonly onOf: (of: Choice['of']) => void
}

function RangeField({ of, ofServer, onOf }: RangeFieldProps) {
  const text = useText()
  return (
    <SelectField<Choice['of']>
      label={m.exportRange({}, text)}
      value={of}
      options={[
        ['whole', m.exportWhole({}, text)],
        ['moments', m.exportMoments({}, text)],
        ['calls', ofServer ? m.exportCommands({}, text) : m.exportCalls({}, text)],
      ]}
      onChange={onOf}
    />
  )
}

interface Typed {
  readonly from: string
  readonly to: string
}

interface NumbersProps {
  readonly numbers: Typed
  readonly onNumbers: (numbers: Typed) => void
}

function Numbers({ numbers, onNumbers }: NumbersProps) {
  const text = useText()
  const id = useId()
  const field = (end: keyof Typed, label: string) => (
    <div className="field">
      <label htmlFor={`${id}${end}`}>{label}</label>
      <input
        id={`${id}${end}`}
        type="number"
        min={0}
        value={numbers[end]}
        onChange={(event) => {
          onNumbers({ ...numbers, [end]: event.currentTarget.value })
        }}
      />
    </div>
  )
  return (
    <div className="pair">
      {field('from', m.exportFrom({}, text))}
      {field('to', m.exportTo({}, text))}
    </div>
  )
}

function faultText(range: Range & { readonly ok: false }, locale: Locale): string {
  const { fault } = range
  const told = (value: number) => number(value, locale)
  switch (fault.why) {
    case 'noNumber':
      return m.exportNoNumber({}, { locale })
    case 'reversed':
      return m.exportReversed({ from: told(fault.from), to: told(fault.to) }, { locale })
    case 'outside':
      return fault.most < fault.least
        ? m.exportNoCall({}, { locale })
        : m.exportOutside({ least: told(fault.least), most: told(fault.most) }, { locale })
    case 'tooMany': {
      const params = { moments: told(fault.moments), most: told(MOST_MOMENTS) }
      return m.exportTooMany(params, { locale })
    }
  }
}

/** How long the film is, or why there can be none. */
function RangeSaid({ range, step }: { readonly range: Range; readonly step: number }) {
  const text = useText()
  if (!range.ok) {
    return (
      <p className="fine" role="alert">
        {faultText(range, text.locale)}
      </p>
    )
  }
  const { span, cutFrom } = range
  const moments = span.to - span.from + 1
  const seconds = number(Math.round((moments * step + LAST_STAYS) / 100) / 10, text.locale)
  return (
    <p className="fine" role="status">
      {m.exportLasts({ moments: number(moments, text.locale), seconds }, text)}
      {cutFrom !== undefined && (
        <>
          {' '}
          {m.exportCut(
            {
              all: number(cutFrom, text.locale),
              most: number(MOST_MOMENTS, text.locale),
              last: number(span.to, text.locale),
            },
            text,
          )}
        </>
      )}
    </p>
  )
}

/** Which films this browser cannot make. */
function FilmsSaid({ films }: { readonly films: Films }) {
  const text = useText()
  if (films.webm === 'cannot' && films.mp4 === 'cannot') {
    return <p className="fine">{m.exportNoVideo({}, text)}</p>
  }
  const missing = FILMS.filter((film) => films[film] === 'cannot')
  return missing.map((film) => (
    <p key={film} className="fine">
      {m.exportNoFormat({ format: FORMATS[film] }, text)}
    </p>
  ))
}
