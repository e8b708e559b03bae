import { Info, X } from 'lucide-react'
import { Suspense } from 'react'
import { isWorkNotice, type Notice, type WorkNotice } from '../app/notice.ts'
import { m, type Locale } from '../i18n/index.ts'
import { number } from '../i18n/words.ts'
import { LIMITS } from '../trace/index.ts'
import { usePlayer, useStores, useText } from './context.ts'
import { lazily } from './dom/lazily.ts'
import { offerFile } from './dom/offerFile.ts'

function sentence(notice: Exclude<Notice, WorkNotice>, text: { locale: Locale }): string {
  switch (notice.kind) {
    case 'afterCall':
      return m.noticeAfterCall({}, text)
    case 'branched': {
      const branched = m.noticeBranched({ name: notice.name, old: notice.old }, text)
      return notice.afterCall
        ? m.capSentences({ first: m.noticeAfterCall({}, text), second: branched }, text)
        : branched
    }
    case 'config':
      return m.noticeConfig({ name: notice.name, old: notice.old }, text)
    case 'undone':
      return m.noticeUndone({}, text)
    case 'redone':
      return m.noticeRedone({}, text)
    case 'commandsFull':
      return m.noticeCommandsFull({ count: number(LIMITS.commands, text.locale) }, text)
    case 'keysFull':
      return m.noticeKeysFull({ count: number(LIMITS.keys, text.locale) }, text)
    case 'tooLong':
      return m.noticeTooLong({ count: number(LIMITS.moments, text.locale) }, text)
    case 'notLoaded':
      return m.noticeNotLoaded({}, text)
    case 'notSaved':
      return m.noticeNotSaved({}, text)
  }
}

const NotLoaded = () => m.noticeNotLoaded({}, useText())

/** What there is to say about a work, from wherever it came, is no part of the first load. */
const WorkSentence = lazily(() =>
  import('./share/WorkSentence.tsx').then(
    (part) => part.WorkSentence,
    () => NotLoaded,
  ),
)

/** What the page has to say about the last thing done; nothing is shown before it can be said. */
export function NoticeBar() {
  const notice = usePlayer((state) => state.notice)
  return (
    <div className="notice-place" role="status">
      <Suspense>{notice !== null && <Told notice={notice} />}</Suspense>
    </div>
  )
}

function Told({ notice }: { readonly notice: Notice }) {
  const text = useText()
  const { player } = useStores()
  return (
    <p className={`notice is-${notice.kind}`}>
      <Info size={16} aria-hidden />
      <span>
        {isWorkNotice(notice) ? <WorkSentence notice={notice} /> : sentence(notice, text)}
      </span>
      {'text' in notice && (
        <button
          type="button"
          onClick={() => {
            offerFile('scanscope-saved.json', notice.text)
          }}
        >
          {m.download({}, text)}
        </button>
      )}
      <button
        type="button"
        className="icon"
        aria-label={m.dismiss({}, text)}
        onClick={() => {
          player.getState().dismiss()
        }}
      >
        <X size={15} aria-hidden />
      </button>
    </p>
  )
}
