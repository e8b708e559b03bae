import { matchPrecache, precache } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { NetworkOnly } from 'workbox-strategies'
import type { KeptFile } from './keptFile.ts'

/** All files of this build, written in by the build. */
declare const KEPT_FILES: readonly KeptFile[]

/** Where the page is served. */
const home = new URL('.', self.location.href).pathname

/** Seconds until a network that does not answer counts as none. */
const PATIENCE = 5

/** Whether a file's name tells its content, so that a kept copy cannot be of another build. */
const isLasting = (path: string) => path.startsWith(`${home}assets/`)

const isPage = (path: string) => path === home || path === `${home}index.html`

// What is kept is one whole build: it is fetched before this worker takes over from the last, and
// the last build's files go only when no page of it is open.
precache([...KEPT_FILES])

registerRoute(
  ({ sameOrigin, url }) => sameOrigin && isLasting(url.pathname),
  async ({ request }) => (await matchPrecache(request.url)) ?? fetch(request),
)

// All else comes from the network while there is one: a page of a new build, which then loads the
// files of its own build, never those of an old one.
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && isPage(url.pathname),
  new NetworkOnly({
    networkTimeoutSeconds: PATIENCE,
    plugins: [{ handlerDidError: () => matchPrecache('index.html') }],
  }),
)
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith(home),
  async ({ request }) => {
    try {
      return await fetch(request)
    } catch (error) {
      const kept = await matchPrecache(request.url)
      if (kept === undefined) throw error
      return kept
    }
  },
)
