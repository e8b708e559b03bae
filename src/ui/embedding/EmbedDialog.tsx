import '../css/embedding.css'
import { useMemo, useState } from 'react'
import { embedCode, frameUrl, type Embedded, type EmbedPlace } from '../../app/embedCode.ts'
import { storyIn } from '../../app/guests.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { scenarioIds, scenarios } from '../../scenarios/index.ts'
import { LIMITS, treeOf } from '../../trace/index.ts'
import { usePlayer, usePreferences, useText } from '../context.ts'
import { Dialog } from '../controls/Dialog.tsx'
import { SelectField } from '../controls/Field.tsx'
import { CopyField } from '../share/CopyField.tsx'
import { here } from '../schemaAddress.ts'
import { useLink } from '../share/useLink.ts'
import { workTitle } from '../workTitle.ts'
import { EmbedOptions, THIS_WORK, type EmbedChoice } from './EmbedOptions.tsx'
import { EmbedPreview } from './EmbedPreview.tsx'
import { hintOf, placeOptions } from './places.ts'

/** Where a page that was opened from a disk could be reached, if it were on a server. */
const SOMEWHERE = 'https://HOST/'

const isServed = () => window.location.protocol.startsWith('http')

/** The folder of the page. */
const folder = () => new URL('.', here()).href

/** What is embedded: the work on the screen, or a ready scenario as it comes. */
function useChosen({ what, moment }: EmbedChoice) {
  const id = usePlayer((state) => state.scenarioId)
  const own = usePlayer(({ history }) => history.present.tree)
  const ready = scenarioIds.find((one) => one === what)
  const tree = useMemo(() => (ready === undefined ? own : treeOf(scenarios[ready])), [ready, own])
  return { id: ready ?? id, place: { tree, moment } }
}

/** The code that brings a moment into a page of somebody else, and how it will look there. */
export function EmbedDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const moment = usePlayer((state) => state.moment)
  const order = usePreferences((state) => state.order)
  const [choice, setChoice] = useState<EmbedChoice>({
    ...{ what: THIS_WORK, moment, order, theme: 'auto', lang: 'auto', size: 'wide', title: null },
  })
  const { id, place } = useChosen(choice)
  const { theme, lang, size } = choice
  const looks = { ...(theme !== 'auto' && { theme }), ...(lang !== 'auto' && { lang }) }
  const made = useLink({ id, place, order: choice.order, looks })
  const title = choice.title ?? workTitle(id, text.locale)
  const link = made === null || made === 'failed' ? null : made.link
  const pictured = scenarioIds.find((one) => one === storyIn(id)) ?? null
  const poster = link?.includes('#') === false ? pictured : null
  return (
    <Dialog title={m.embedTitle({}, text)} wide startsInText={false} onClose={onClose}>
      <div className="embedding">
        <EmbedOptions choice={choice} title={title} onChange={setChoice} />
        {made === 'failed' && <p role="alert">{m.shareFailed({}, text)}</p>}
        <EmbedPreview
          size={size}
          title={title}
          url={link === null ? null : frameUrl({ base: folder(), link })}
        />
        <Code embedded={{ link: link ?? '', title, size, poster }} isMade={link !== null} />
      </div>
    </Dialog>
  )
}

interface CodeProps {
  readonly embedded: Omit<Embedded, 'base'>
  readonly isMade: boolean
}

function Code({ embedded, isMade }: CodeProps) {
  const text = useText()
  const [place, setPlace] = useState<EmbedPlace>('html')
  const { length } = embedded.link
  if (length > LIMITS.linkCharacters) {
    const params = {
      length: number(length, text.locale),
      most: number(LIMITS.linkCharacters, text.locale),
    }
    return <p role="alert">{m.shareTooLong(params, text)}</p>
  }
  const code = isMade
    ? embedCode(place, { ...embedded, base: isServed() ? folder() : SOMEWHERE })
    : ''
  return (
    <section className="embedding-code">
      <SelectField
        label={m.embedPlace({}, text)}
        value={place}
        options={placeOptions(text.locale)}
        onChange={setPlace}
      />
      <p className="muted">{hintOf(place, text.locale)}</p>
      <CopyField
        label={m.embedCode({}, text)}
        copyLabel={m.shareCopy({}, text)}
        value={code}
        rows={8}
        copied={m.embedCopied({}, text)}
        selected={m.embedSelected({}, text)}
      />
      {!isServed() && <p className="muted">{m.embedDisk({}, text)}</p>}
    </section>
  )
}
