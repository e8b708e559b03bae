import type { Decoded } from '../../decode/index.ts'
import { m } from '../../i18n/index.ts'
import { number } from '../../i18n/words.ts'
import { scanText } from '../../view/decode/scanText.ts'
import { useText } from '../context.ts'

const SHOWN = 12

/** The scans of the paste, one row each. */
export function ScanTable({ decoded }: { readonly decoded: Decoded }) {
  const text = useText()
  const { scans } = decoded
  const shown = scans.slice(0, SHOWN)
  return (
    <section className="panel scan-table">
      <h2>{m.decodeScans({}, text)}</h2>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={m.decodeScans({}, text)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{m.decodeColumnScan({}, text)}</th>
              <th scope="col">{m.decodeColumnLines({}, text)}</th>
              <th scope="col">{m.decodeColumnCursors({}, text)}</th>
              <th scope="col">{m.decodeColumnSize({}, text)}</th>
              <th scope="col">{m.decodeColumnState({}, text)}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((scan) => {
              const { name, lines, cursors, size, state } = scanText(scan, decoded, text.locale)
              return (
                <tr key={scan.first}>
                  <th scope="row">{name}</th>
                  <td>{lines}</td>
                  <td>{cursors}</td>
                  <td>{size}</td>
                  <td className="note">{state}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {scans.length > SHOWN && (
        <p className="fine">
          {m.decodeScansMore({ count: number(scans.length - SHOWN, text.locale) }, text)}
        </p>
      )}
    </section>
  )
}
