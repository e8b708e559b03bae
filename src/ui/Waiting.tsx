import { m } from '../i18n/index.ts'
import { useText } from './context.ts'
import { useDocument } from './dom/useDocument.ts'
import { Header } from './Header.tsx'

/** The page while what its first work needs is on the way. */
export function Waiting() {
  const text = useText()
  useDocument()
  return (
    <div className="page">
      <Header skipTo="root" />
      <main>
        <p className="muted" role="status">
          {m.loading({}, text)}
        </p>
      </main>
    </div>
  )
}
