import { exampleIds, exampleText, type ExampleId } from '../../decode/index.ts'
import { m, type Locale } from '../../i18n/index.ts'
import { useText } from '../context.ts'
import { useDecodingStore } from './useDecoding.ts'

const names: Readonly<Record<ExampleId, (text: { readonly locale: Locale }) => string>> = {
  single: (text) => m.decodeExampleSingle({}, text),
  growth: (text) => m.decodeExampleGrowth({}, text),
  shrink: (text) => m.decodeExampleShrink({}, text),
  nodes: (text) => m.decodeExampleNodes({}, text),
  slots: (text) => m.decodeExampleSlots({}, text),
  rounded: (text) => m.decodeExampleRounded({}, text),
  cut: (text) => m.decodeExampleCut({}, text),
  clusterScan: (text) => m.decodeExampleClusterScan({}, text),
  glide: (text) => m.decodeExampleGlide({}, text),
}

/** Pastes to begin with. */
export function Examples() {
  const text = useText()
  const store = useDecodingStore()
  return (
    <section className="panel examples">
      <h2>{m.decodeTry({}, text)}</h2>
      <ul>
        {exampleIds.map((id) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => {
                store.getState().paste(exampleText(id))
              }}
            >
              {names[id](text)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
