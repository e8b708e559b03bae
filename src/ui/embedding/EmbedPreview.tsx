import { useEffect, useRef, useState } from 'react'
import type { EmbedSize } from '../../app/embedCode.ts'
import { m } from '../../i18n/index.ts'
import { useText } from '../context.ts'

interface Props {
  /** The address that the frame shows; null until it is made. */
  readonly url: string | null
  readonly title: string
  readonly size: EmbedSize
}

/** Milliseconds without a change of the options before the frame is loaded anew. */
const CALM = 300
/** Milliseconds between two hellos, and after which a silent frame has failed. */
const [AGAIN, PATIENCE] = [250, 6000]

/** The last address that stood for a while. */
function useCalm(url: string | null): string | null {
  const [calm, setCalm] = useState(url)
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setCalm(url)
    }, CALM)
    return () => {
      window.clearTimeout(timer)
    }
  }, [url])
  return calm
}

/** The frame as the code makes it, alive. */
export function EmbedPreview({ url, title, size }: Props) {
  const text = useText()
  const shown = useCalm(url)
  const [width, height] = size === 'wide' ? [undefined, undefined] : size.split('x').map(Number)
  return (
    <section className="embedding-preview">
      <h3>{m.embedPreview({}, text)}</h3>
      <div className="embedding-place">
        {shown !== null && (
          // A new address in an old frame would be a step of the browser's history.
          <Frame key={shown} url={shown} title={title} width={width} height={height} />
        )}
      </div>
    </section>
  )
}

interface FrameProps {
  readonly url: string
  readonly title: string
  readonly width: number | undefined
  readonly height: number | undefined
}

function Frame({ url, title, width, height }: FrameProps) {
  const text = useText()
  const frame = useRef<HTMLIFrameElement>(null)
  const hasFailed = useSilence(frame)
  return (
    <>
      <iframe
        ref={frame}
        className={width === undefined ? 'is-wide' : ''}
        title={title}
        src={url}
        sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
        width={width}
        height={height}
      />
      {hasFailed && <p role="alert">{m.embedPreviewFails({}, text)}</p>}
    </>
  )
}

/** Says hello to a frame as any host does; true when it has not answered for long. */
function useSilence(frame: { readonly current: HTMLIFrameElement | null }): boolean {
  const [isSilent, setSilent] = useState(false)
  useEffect(() => {
    const hello = () => {
      frame.current?.contentWindow?.postMessage({ ns: 'scanscope', v: 1, type: 'hello' }, '*')
    }
    const again = window.setInterval(hello, AGAIN)
    const timer = window.setTimeout(() => {
      setSilent(true)
    }, PATIENCE)
    const stop = () => {
      window.clearInterval(again)
      window.clearTimeout(timer)
      window.removeEventListener('message', listen)
    }
    const listen = ({ source, ports: [port] }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || port === undefined) return
      port.close()
      setSilent(false)
      stop()
    }
    window.addEventListener('message', listen)
    return stop
  }, [frame])
  return isSilent
}
