import './embed.css'
import { m } from '../i18n/index.ts'
import { useStores, useText } from '../ui/context.ts'
import { useDocument } from '../ui/dom/useDocument.ts'
import { useKeyboard } from '../ui/dom/useKeyboard.ts'
import { usePlayback } from '../ui/dom/usePlayback.ts'
import { Caption, Speech } from '../ui/panels/Caption.tsx'
import { Register } from '../ui/panels/Register.tsx'
import { Stage } from '../ui/stage/Stage.tsx'
import { Bar } from './Bar.tsx'
import { usePageUrl } from './usePageUrl.ts'

/** The page in somebody's frame: a sentence, the picture and a bar. */
export function Embed() {
  const text = useText()
  useDocument()
  usePlayback()
  useKeyboard(useStores())
  return (
    <main className="embed">
      <h1 className="visually-hidden">{m.appName({}, text)}</h1>
      <Caption />
      <div className="cursor-bar">
        <Register />
      </div>
      <Stage />
      <Bar pageUrl={usePageUrl()} />
      <Speech />
    </main>
  )
}
