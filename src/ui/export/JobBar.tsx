import { m, type Locale } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { useText } from '../context.ts'
import type { Job, JobFault } from './useJob.ts'

function why(fault: JobFault, locale: Locale): string {
  switch (fault.why) {
    case 'tooLarge': {
      const [width, height] = [number(fault.width, locale), number(fault.height, locale)]
      return m.exportTooLarge({ width, height }, { locale })
    }
    case 'noEncoder':
      return m.exportNoEncoder({}, { locale })
    case 'unknown':
      return m.exportFailed({}, { locale })
  }
}

/** Bytes as kilobytes, or as megabytes when they are many. */
function sizeIn(bytes: number, locale: Locale): string {
  const large = bytes >= 1e6
  const unit = large ? 'megabyte' : 'kilobyte'
  const options = { style: 'unit', unit, maximumFractionDigits: large ? 1 : 0 } as const
  const size = large ? bytes / 1e6 : Math.ceil(bytes / 1e3)
  return new Intl.NumberFormat(locale, options).format(size)
}

/** What has become of the file that was asked for. */
export function JobBar({ job, onCancel }: { readonly job: Job; readonly onCancel: () => void }) {
  const text = useText()
  if (job.kind === 'running') {
    const { name, done, all } = job
    const [of, at] = [number(all, text.locale), number(done, text.locale)]
    const says = all === 0 ? name : m.exportWorking({ name, done: at, all: of }, text)
    return (
      <div className="export-job">
        <p>{says}</p>
        <progress max={Math.max(1, all)} value={done} aria-label={name} />
        <button type="button" onClick={onCancel}>
          {m.cancel({}, text)}
        </button>
      </div>
    )
  }
  if (job.kind === 'failed') return <p role="alert">{why(job.fault, text.locale)}</p>
  return (
    <p role="status" className="export-told">
      {job.kind === 'cancelled' && m.exportCancelled({}, text)}
      {job.kind === 'made' &&
        m.exportMade({ name: job.name, size: sizeIn(job.bytes, text.locale) }, text)}
    </p>
  )
}
