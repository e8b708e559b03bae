import './decode.css'
import { useState } from 'react'
import type { Decoded } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import type { Fault } from '../../link/fault.ts'
import { useText } from '../context.ts'
import { Header } from '../Header.tsx'
import { CursorBits } from './CursorBits.tsx'
import { CursorCard } from './CursorCard.tsx'
import { CursorList } from './CursorList.tsx'
import { Curve } from './Curve.tsx'
import { Examples } from './Examples.tsx'
import { Findings } from './Findings.tsx'
import { PasteBox } from './PasteBox.tsx'
import { ReadAs } from './ReadAs.tsx'
import { RulerPicture } from './RulerPicture.tsx'
import { ScanTable } from './ScanTable.tsx'
import { useDecoding, useDecodingStore, usePasteFromLink } from './useDecoding.ts'

/** The Decode screen: what a cursor, or a list of them, means. */
export function Decode() {
  const text = useText()
  const store = useDecodingStore()
  const fault = usePasteFromLink()
  const decoded = useDecoding((state) => state.decoded)
  const isBusy = useDecoding((state) => state.share !== null)
  const chosen = useDecoding((state) => state.chosen)
  const [hovered, setHovered] = useState<number | null>(null)
  const cursors = decoded?.paste.found.length ?? 0
  const shared = {
    chosen: Math.min(chosen, cursors - 1),
    hovered: hovered !== null && hovered < cursors ? hovered : null,
    onChoose: (at: number) => {
      store.getState().choose(at)
    },
    onHover: setHovered,
  }
  return (
    <div className="page">
      <Header skipTo="decode" />
      <main id="decode" className="decode" tabIndex={-1}>
        <div className="decode-head">
          <h2>{m.decodeTitle({}, text)}</h2>
          <p className="muted">{m.decodeLead({}, text)}</p>
        </div>
        <div className="decode-paste">
          {fault !== null && <LinkFault fault={fault} />}
          <PasteBox />
          {decoded !== null && <ReadAs decoded={decoded} />}
        </div>
        {decoded !== null && cursors > 1 && <CursorList decoded={decoded} {...shared} />}
        <div className="decode-result" aria-busy={isBusy}>
          {decoded === null || cursors === 0 ? (
            <Intro decoded={decoded} />
          ) : (
            <Result decoded={decoded} {...shared} />
          )}
        </div>
        <Examples />
      </main>
    </div>
  )
}

function LinkFault({ fault }: { readonly fault: Fault }) {
  const text = useText()
  return (
    <p role="alert" className="paste-fault">
      {fault.why === 'version'
        ? m.decodeLinkVersion({ version: fault.version }, text)
        : m.decodeLinkDamaged({}, text)}
    </p>
  )
}

/** What stands there before anything was pasted, or when nothing was found. */
function Intro({ decoded }: { readonly decoded: Decoded | null }) {
  const text = useText()
  return (
    <div className="intro">
      {decoded === null ? (
        <>
          <p>{m.decodeIntro({}, text)}</p>
          <p>{m.decodeIntroList({}, text)}</p>
        </>
      ) : (
        <p className="nothing">
          {m.decodeNothing({ lines: number(decoded.paste.lines, text.locale) }, text)}
        </p>
      )}
      <p className="muted">{m.decodeForms({}, text)}</p>
      {decoded === null && <Sample />}
    </div>
  )
}

/** A first cursor, before there is any other. */
const SAMPLE = 17n

function Sample() {
  const text = useText()
  return (
    <figure className="sample">
      <figcaption>{m.decodeSample({ cursor: String(SAMPLE) }, text)}</figcaption>
      <CursorBits cursor={SAMPLE} layout="table" />
      <RulerPicture
        cursor={SAMPLE}
        label={m.decodeRuler({}, text)}
        marks={[]}
        hovered={null}
        lit={null}
      />
    </figure>
  )
}

interface ResultProps {
  readonly decoded: Decoded
  readonly chosen: number
  readonly hovered: number | null
  readonly onChoose: (at: number) => void
  readonly onHover: (at: number | null) => void
}

function Result({ decoded, chosen, hovered, onChoose, onHover }: ResultProps) {
  const isList = decoded.paste.found.length > 1
  return (
    <>
      {isList && <Findings decoded={decoded} onShow={onChoose} />}
      {isList && (
        <Curve
          decoded={decoded}
          chosen={chosen}
          hovered={hovered}
          onChoose={onChoose}
          onHover={onHover}
        />
      )}
      <CursorCard decoded={decoded} at={chosen} hovered={hovered} />
      {isList && decoded.scans.length > 0 && <ScanTable decoded={decoded} />}
    </>
  )
}
