import { MOTIONS, THEMES } from '../../app/preferences.ts'
import { m } from '../../i18n/index.ts'
import { usePreferences, useStores, useText } from '../context.ts'
import { Dialog } from './Dialog.tsx'
import { SelectField } from './Field.tsx'
import { PredictCheck } from '../predict/PredictCheck.tsx'

/** Theme, motion, letters. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const text = useText()
  const { preferences } = useStores()
  const { theme, motion, letters } = usePreferences((state) => state)
  const themes = {
    auto: m.themeAuto({}, text),
    light: m.themeLight({}, text),
    dark: m.themeDark({}, text),
  }
  const motions = {
    auto: m.motionAuto({}, text),
    full: m.motionFull({}, text),
    reduced: m.motionReduced({}, text),
  }
  return (
    <Dialog title={m.settings({}, text)} onClose={onClose}>
      <SelectField
        label={m.theme({}, text)}
        value={theme}
        options={THEMES.map((id) => [id, themes[id]] as const)}
        onChange={(chosen) => {
          preferences.setState({ theme: chosen })
        }}
      />
      <SelectField
        label={m.motion({}, text)}
        value={motion}
        options={MOTIONS.map((id) => [id, motions[id]] as const)}
        onChange={(chosen) => {
          preferences.setState({ motion: chosen })
        }}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => {
            preferences.setState({ letters: event.currentTarget.checked })
          }}
        />
        {m.shortcuts({}, text)}
      </label>
      <PredictCheck />
      <Keys />
    </Dialog>
  )
}

function Keys() {
  const text = useText()
  const keys: readonly (readonly [string, string])[] = [
    ['Space', m.keyPlay({}, text)],
    ['→ ←', m.keyStep({}, text)],
    ['↓ ↑', m.keyBucket({}, text)],
    ['Shift → ←', m.keyCall({}, text)],
    ['Home End', m.keyEnds({}, text)],
    ['O', m.keyOrder({}, text)],
    ['P', m.predictKey({}, text)],
    ['V', m.keyPresent({}, text)],
    ['G', m.keyGrow({}, text)],
    ['S', m.keyShrink({}, text)],
    ['R', m.keyRehash({}, text)],
    ['N', m.keyScan({}, text)],
    ['A', m.keyAdd({}, text)],
    ['Del', m.keyDelete({}, text)],
    ['[ ]', m.keySpeed({}, text)],
    ['T', m.keyTable({}, text)],
    ['Ctrl (⇧) Z', m.keyUndo({}, text)],
    ['?', m.keyHelp({}, text)],
  ]
  const presenting: readonly (readonly [string, string])[] = [
    ['PgUp PgDn', m.keyPresentMove({}, text)],
    ['B .', m.keyPresentBlank({}, text)],
    ['F', m.keyPresentFull({}, text)],
    ['Esc', m.keyPresentLeave({}, text)],
  ]
  return (
    <>
      <section className="keys">
        <h3>{m.keyboard({}, text)}</h3>
        <p className="muted">{m.keyNote({}, text)}</p>
        <KeyTable keys={keys} />
      </section>
      <section className="keys">
        <h3>{m.presentKeysTitle({}, text)}</h3>
        <p className="muted">{m.presentKeysNote({}, text)}</p>
        <KeyTable keys={presenting} />
      </section>
    </>
  )
}

const KeyTable = ({ keys }: { readonly keys: readonly (readonly [string, string])[] }) => (
  <dl>
    {keys.map(([key, what]) => (
      <div key={key}>
        <dt>
          <kbd>{key}</kbd>
        </dt>
        <dd>{what}</dd>
      </div>
    ))}
  </dl>
)
