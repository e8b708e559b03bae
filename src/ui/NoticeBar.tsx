import { Info, X } from 'lucide-react'
import { Suspense } from 'react'
import { isLinkNotice, type LinkNotice, type Notice } from '../app/notice.ts'
import { m, type Locale } from '../i18n/index.ts'
import { number } from '../i18n/words.ts'
import { LIMITS } from '../trace/index.ts'
import { usePlayer, useStores, useText } from './context.ts'
import { lazily } from './dom/lazily.ts'
import { offerFile } from './dom/offerFile.ts'

function sentence(notice: Exclude<Notice, LinkNotice>, text: { locale: Locale }): string {
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
    case 'savedBroken':
      return m.noticeSavedBroken({ field: notice.field, reason: notice.reason }, text)
  }
}

/** What there is to say about links and files comes with the part that reads them. */
const LinkSentence = lazily(async () => (await import('./share/LinkSentence.tsx')).LinkSentence)

/** What the page has to say about the last thing done. */
export function NoticeBar() {
  const text = useText()
  const { player } = useStores()
  const notice = usePlayer((state) => state.notice)
  return (
    <div className="notice-place" role="status">
      {notice !== null && (
        <p className={`notice is-${notice.kind}`}>
          <Info size={16} aria-hidden />
          <span>
            {isLinkNotice(notice) ? (
              <Suspense>
                <LinkSentence notice={notice} />
              </Suspense>
            ) : (
              sentence(notice, text)
            )}
          </span>
          {notice.kind === 'savedBroken' && (
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
      )}
    </div>
  )
}
