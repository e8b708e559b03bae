import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { Decoded } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { findingText, type FindingText } from '../../view/decode/findingText.ts'
import { useText } from '../context.ts'

const icons = { wrong: CircleAlert, odd: TriangleAlert, calm: Info } as const

interface Props {
  readonly decoded: Decoded
  readonly onShow: (at: number) => void
}

/** What is to be said about the list as a whole. */
export function Findings({ decoded, onShow }: Props) {
  const text = useText()
  const { findings, more } = decoded
  return (
    <section className="panel findings">
      <h2>{m.decodeFindings({}, text)}</h2>
      {findings.length === 0 && <p>{m.decodeFindingsNone({}, text)}</p>}
      <ul>
        {findings.map((finding, nth) => (
          <FindingItem
            key={nth}
            decoded={decoded}
            finding={findingText(finding, decoded, text.locale)}
            onShow={onShow}
          />
        ))}
      </ul>
      {more > 0 && (
        <p className="fine">{m.decodeFindingsMore({ count: number(more, text.locale) }, text)}</p>
      )}
    </section>
  )
}

function FindingItem({
  finding: { title, body, tone, at },
  decoded,
  onShow,
}: {
  readonly finding: FindingText
  readonly decoded: Decoded
  readonly onShow: (at: number) => void
}) {
  const text = useText()
  const Icon = icons[tone]
  const line = at === null ? undefined : decoded.paste.found[at]?.line
  return (
    <li className={`finding is-${tone}`}>
      <Icon size={18} aria-hidden />
      <div>
        <h3>{title}</h3>
        <p>{body.join(text.locale === 'zh' ? '' : ' ')}</p>
      </div>
      {at !== null && line !== undefined && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            onShow(at)
          }}
        >
          {m.decodeShow({ line: number(line, text.locale) }, text)}
        </button>
      )}
    </li>
  )
}
