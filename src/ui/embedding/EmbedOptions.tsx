import { useEffect, useId, useState } from 'react'
import { SIZES, type EmbedSize } from '../../app/embedCode.ts'
import { loadParts } from '../../app/parts.ts'
import { THEMES, type Theme } from '../../app/preferences.ts'
import { traceOf } from '../../app/traces.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import {
  dictScenarioIds,
  scenarioIds,
  scenarios,
  serverScenarioIds,
} from '../../scenarios/index.ts'
import { useOfCluster, usePlayer, useText } from '../context.ts'
import { SelectField, type Option } from '../controls/Field.tsx'
import { workTitle } from '../workTitle.ts'

/** In place of a ready scenario: what is on the screen. */
export const THIS_WORK = 'this'

export interface EmbedChoice {
  /** The name of a ready scenario, or `THIS_WORK`. */
  readonly what: string
  readonly moment: number
  readonly order: 'scan' | 'index'
  readonly theme: Theme
  readonly lang: Locale | 'auto'
  readonly size: EmbedSize
  /** What the author calls the frame; null until something was typed. */
  readonly title: string | null
}

/** The last moment of a choice; null until its machine is loaded. */
function useLength(what: string): number | null {
  const own = usePlayer(({ trace }) => trace.length)
  const ready = scenarioIds.find((one) => one === what)
  const [known, setKnown] = useState<{ readonly of: string; readonly length: number } | null>(null)
  useEffect(() => {
    if (ready === undefined) return
    const scenario = scenarios[ready]
    void loadParts(scenario.machine).then(
      () => {
        setKnown({ of: ready, length: traceOf(scenario).length })
      },
      // Then the frame itself says that a moment is too late.
      () => undefined,
    )
  }, [ready])
  if (ready === undefined) return own
  return known?.of === ready ? known.length : null
}

const MOST_MOMENTS = 999_999_999

interface Props {
  readonly choice: EmbedChoice
  readonly title: string
  readonly onChange: (choice: EmbedChoice) => void
}

/** What is embedded, and how it looks. */
export function EmbedOptions({ choice, title, onChange }: Props) {
  const text = useText()
  const own = usePlayer((state) => state.moment)
  // The lanes of a cluster stand in scan order.
  const ofCluster = useOfCluster()
  const hasOrder = !ofCluster || choice.what !== THIS_WORK
  const change = (part: Partial<EmbedChoice>) => {
    onChange({ ...choice, ...part })
  }
  return (
    <section className="embedding-options">
      <WhatField
        value={choice.what}
        onChange={(what) => {
          change({ what, moment: what === THIS_WORK ? own : 0 })
        }}
      />
      <MomentField choice={choice} onChange={change} />
      {hasOrder && (
        <SelectField
          label={m.embedOrder({}, text)}
          value={choice.order}
          options={[
            ['scan', m.scanOrder({}, text)],
            ['index', m.indexOrder({}, text)],
          ]}
          onChange={(order) => {
            change({ order })
          }}
        />
      )}
      <ThemeField
        value={choice.theme}
        onChange={(theme) => {
          change({ theme })
        }}
      />
      <SelectField
        label={m.embedLanguage({}, text)}
        value={choice.lang}
        options={[
          ['auto', m.embedReaders({}, text)],
          ['en', 'English'],
          ['zh', '简体中文'],
        ]}
        onChange={(lang) => {
          change({ lang })
        }}
      />
      <SizeField
        value={choice.size}
        onChange={(size) => {
          change({ size })
        }}
      />
      <NameField
        value={title}
        onChange={(typed) => {
          change({ title: typed })
        }}
      />
    </section>
  )
}

interface FieldProps<T> {
  readonly value: T
  readonly onChange: (value: T) => void
}

function WhatField({ value, onChange }: FieldProps<string>) {
  const text = useText()
  const id = usePlayer((state) => state.scenarioId)
  const ready = (ids: readonly string[], heading: string): Option<string>[] =>
    ids.map((one) => [one, workTitle(one, text.locale), heading])
  return (
    <SelectField
      label={m.embedWhat({}, text)}
      value={value}
      options={[
        [THIS_WORK, m.embedThis({ title: workTitle(id, text.locale) }, text)],
        ...ready(dictScenarioIds, m.scenariosDict({}, text)),
        ...ready(serverScenarioIds, m.scenariosServer({}, text)),
      ]}
      onChange={onChange}
    />
  )
}

interface MomentProps {
  readonly choice: EmbedChoice
  readonly onChange: (part: Pick<EmbedChoice, 'moment'>) => void
}

function MomentField({ choice: { what, moment }, onChange }: MomentProps) {
  const text = useText()
  const id = useId()
  const length = useLength(what)
  const most = length ?? MOST_MOMENTS
  return (
    <div className="field">
      <label htmlFor={id}>{m.embedMoment({}, text)}</label>
      <span className="embedding-moment">
        <input
          id={id}
          type="number"
          min={0}
          max={most}
          value={moment}
          onChange={(event) => {
            const typed = event.currentTarget.valueAsNumber
            const near = Number.isFinite(typed) ? Math.round(typed) : 0
            onChange({ moment: Math.max(0, Math.min(most, near)) })
          }}
        />
        {length !== null && (
          <span className="muted">
            {m.embedMomentOf({ length: number(length, text.locale) }, text)}
          </span>
        )}
      </span>
    </div>
  )
}

function ThemeField({ value, onChange }: FieldProps<Theme>) {
  const text = useText()
  const names: Readonly<Record<Theme, string>> = {
    auto: m.embedReaders({}, text),
    light: m.themeLight({}, text),
    dark: m.themeDark({}, text),
  }
  return (
    <SelectField
      label={m.theme({}, text)}
      value={value}
      options={THEMES.map((theme) => [theme, names[theme]])}
      onChange={onChange}
    />
  )
}

function SizeField({ value, onChange }: FieldProps<EmbedSize>) {
  const text = useText()
  const nameOf = (size: EmbedSize) => {
    const [width = '', height] = size.split('x')
    return height === undefined ? m.embedWide({}, text) : m.embedPixels({ width, height }, text)
  }
  return (
    <SelectField
      label={m.embedSize({}, text)}
      value={value}
      options={SIZES.map((size) => [size, nameOf(size)])}
      onChange={onChange}
    />
  )
}

function NameField({ value, onChange }: FieldProps<string>) {
  const text = useText()
  const id = useId()
  return (
    <div className="field embedding-name">
      <label htmlFor={id}>{m.embedName({}, text)}</label>
      <input
        id={id}
        type="text"
        value={value}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          onChange(event.currentTarget.value)
        }}
      />
      <p className="muted" id={`${id}-hint`}>
        {m.embedNameHint({}, text)}
      </p>
    </div>
  )
}
