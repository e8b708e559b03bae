import { linkTo, SCREENS, type Screen } from '../app/address.ts'
import { m } from '../i18n/index.ts'
import { useAddress, useStores, useText } from './context.ts'

/** The way from screen to screen: links, so that a new window can take them. */
export function Navigation() {
  const text = useText()
  const { address } = useStores()
  const current = useAddress((state) => state.screen)
  // Names stand in the shell's catalog: a message brings all of its area into the first load.
  const names: Readonly<Record<Screen, string>> = {
    explore: m.screenExplore({}, text),
    lessons: m.screenLessons({}, text),
    cluster: m.navCluster({}, text),
    recording: m.navRecording({}, text),
    decode: m.navDecode({}, text),
  }
  return (
    <nav className="screens" aria-label={m.screens({}, text)}>
      {SCREENS.map((screen) => (
        <a
          key={screen}
          href={linkTo(screen)}
          aria-current={screen === current ? 'page' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            const { query, go } = address.getState()
            // Inside a lesson the name of the screen leads back to all lessons.
            if (screen !== current || query.has('lesson')) go(screen)
          }}
        >
          {names[screen]}
        </a>
      ))}
    </nav>
  )
}
