import '../css/share.css'
import { CodeXml, Download } from 'lucide-react'
import { use, useState } from 'react'
import { fileOf } from '../../app/files.ts'
import { storyIn } from '../../app/guests.ts'
import type { Shared } from '../../app/sharing.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { branchName, currentBranch, LIMITS } from '../../trace/index.ts'
import { PanelContext, usePlayer, usePreferences, useText } from '../context.ts'
import { Dialog } from '../controls/Dialog.tsx'
import { offerFile } from '../dom/offerFile.ts'
import { schemaAddress } from '../schemaAddress.ts'
import { workTitle } from '../workTitle.ts'
import { CopyField } from './CopyField.tsx'
import { useLink, type Made } from './useLink.ts'

interface Props {
  readonly onClose: () => void
  readonly onEmbed: () => void
}

/** The link to this moment, the scenario as a file, and the way to embed it. */
export function Share({ onClose, onEmbed }: Props) {
  const text = useText()
  const panel = use(PanelContext)
  const id = usePlayer((state) => state.scenarioId)
  const tree = usePlayer(({ history }) => history.present.tree)
  const moment = usePlayer((state) => state.moment)
  const { order, theme } = usePreferences((state) => state)
  const [withLooks, setWithLooks] = useState(false)
  const place = { tree, moment }
  const ofCluster = currentBranch(tree).scenario.machine === 'cluster'
  const what = {
    scenario: workTitle(id, text.locale),
    branch: branchName(tree.current),
    moment: number(moment, text.locale),
  }
  const link = useLink({
    id,
    place,
    order,
    ...(withLooks && { looks: { theme, lang: text.locale, panel } }),
  })
  return (
    <Dialog title={m.shareTitle({}, text)} onClose={onClose}>
      <p className="muted">
        {ofCluster
          ? m.shareWhatCluster(what, text)
          : m.shareWhat(
              {
                ...what,
                order: order === 'scan' ? m.shareScanOrder({}, text) : m.shareIndexOrder({}, text),
              },
              text,
            )}
      </p>
      <Link made={link} />
      <label className="check">
        <input
          type="checkbox"
          checked={withLooks}
          onChange={(event) => {
            setWithLooks(event.currentTarget.checked)
          }}
        />
        {m.shareLooks({}, text)}
      </label>
      <SaveFile id={id} place={place} />
      <EmbedButton onEmbed={onEmbed} />
    </Dialog>
  )
}

function Link({ made }: { readonly made: Made }) {
  const text = useText()
  const url = made === null || made === 'failed' ? '' : made.url
  if (made === 'failed') return <p role="alert">{m.shareFailed({}, text)}</p>
  if (url.length > LIMITS.linkCharacters) {
    const length = number(url.length, text.locale)
    const most = number(LIMITS.linkCharacters, text.locale)
    return <p role="alert">{m.shareTooLong({ length, most }, text)}</p>
  }
  return (
    <CopyField
      label={m.shareLink({}, text)}
      copyLabel={m.shareCopy({}, text)}
      value={url}
      rows={3}
      copied={m.shareCopied({}, text)}
      selected={m.shareSelected({}, text)}
    />
  )
}

function SaveFile({ id, place }: Pick<Shared, 'id' | 'place'>) {
  const text = useText()
  const [hasFailed, setHasFailed] = useState(false)
  const schema = schemaAddress('scenario')
  const save = async () => {
    try {
      offerFile(`scanscope-${storyIn(id)}.json`, await fileOf(id, place, schema))
    } catch {
      setHasFailed(true)
    }
  }
  return (
    <section className="share-file">
      <h3>{m.fileTitle({}, text)}</h3>
      <p className="muted">
        {m.fileHint({}, text)}{' '}
        {schema !== undefined && <a href={schema}>{m.fileSchema({}, text)}</a>}
      </p>
      <button
        type="button"
        data-command="save-file"
        onClick={() => {
          void save()
        }}
      >
        <Download size={16} aria-hidden /> {m.fileSave({}, text)}
      </button>
      {hasFailed && <p role="alert">{m.faultNotLoaded({}, text)}</p>}
    </section>
  )
}

function EmbedButton({ onEmbed }: Pick<Props, 'onEmbed'>) {
  const text = useText()
  return (
    <section className="share-file">
      <h3>{m.shareEmbedTitle({}, text)}</h3>
      <p className="muted">{m.shareEmbedHint({}, text)}</p>
      <button type="button" data-command="embed" onClick={onEmbed}>
        <CodeXml size={16} aria-hidden /> {m.shareEmbed({}, text)}
      </button>
    </section>
  )
}
