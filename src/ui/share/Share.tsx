import '../css/share.css'
import { Check, Copy, Download } from 'lucide-react'
import { use, useEffect, useId, useRef, useState } from 'react'
import { fileOf } from '../../app/files.ts'
import { storyIn } from '../../app/guests.ts'
import { linkTo, type Shared } from '../../app/sharing.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { branchName, currentBranch, LIMITS } from '../../trace/index.ts'
import { PanelContext, usePlayer, usePreferences, useText } from '../context.ts'
import { Dialog } from '../controls/Dialog.tsx'
import { offerFile } from '../dom/offerFile.ts'
import { workTitle } from '../workTitle.ts'

/** The page without query and fragment: links lead to it. */
const here = () => window.location.href.replace(/[?#].*$/s, '')

type Made = { readonly url: string } | 'failed' | null

/** The link to a place; null until it is made. */
function useLink({ id, place, order, looks }: Shared): Made {
  const [made, setMade] = useState<{ readonly of: string; readonly link: Made } | null>(null)
  const { tree, moment } = place
  const { theme, lang, panel } = looks ?? {}
  const asked = [theme, lang, panel].join()
  useEffect(() => {
    let isLate = false
    const tell = (link: Made) => {
      if (!isLate) setMade({ of: asked, link })
    }
    const shared: Shared = { id, place: { tree, moment }, order }
    const isAll = theme !== undefined && lang !== undefined && panel !== undefined
    linkTo(isAll ? { ...shared, looks: { theme, lang, panel } } : shared).then(
      (link) => {
        tell({ url: here() + link })
      },
      () => {
        tell('failed')
      },
    )
    return () => {
      isLate = true
    }
  }, [id, tree, moment, order, theme, lang, panel, asked])
  return made?.of === asked ? made.link : null
}

/** The link to this moment, and the scenario as a file. */
export function Share({ onClose }: { readonly onClose: () => void }) {
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
    </Dialog>
  )
}

function Link({ made }: { readonly made: Made }) {
  const text = useText()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [told, setTold] = useState<{ readonly url: string; readonly copied: boolean } | null>(null)
  const url = made === null || made === 'failed' ? '' : made.url
  if (made === 'failed') return <p role="alert">{m.shareFailed({}, text)}</p>
  if (url.length > LIMITS.linkCharacters) {
    const length = number(url.length, text.locale)
    const most = number(LIMITS.linkCharacters, text.locale)
    return <p role="alert">{m.shareTooLong({ length, most }, text)}</p>
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url)
      setTold({ url, copied: true })
    } catch {
      field.current?.select()
      setTold({ url, copied: false })
    }
  }
  const said = told?.url === url ? told : null
  return (
    <div className="share-link">
      <label htmlFor={id}>{m.shareLink({}, text)}</label>
      <textarea
        id={id}
        ref={field}
        rows={3}
        readOnly
        spellCheck={false}
        value={url}
        onFocus={(event) => {
          event.currentTarget.select()
        }}
      />
      <button
        type="button"
        className="strong"
        disabled={url === ''}
        onClick={() => {
          void copy()
        }}
      >
        {said?.copied === true ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
        {m.shareCopy({}, text)}
      </button>
      <p className="muted" role="status">
        {said !== null && (said.copied ? m.shareCopied({}, text) : m.shareSelected({}, text))}
      </p>
    </div>
  )
}

/** The address of the published schema; a page that was opened from a disk has none. */
function schemaAddress(): string | undefined {
  const { href, protocol } = new URL('scenario.schema.json', here())
  return protocol.startsWith('http') ? href : undefined
}

function SaveFile({ id, place }: Pick<Shared, 'id' | 'place'>) {
  const text = useText()
  const [hasFailed, setHasFailed] = useState(false)
  const schema = schemaAddress()
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
