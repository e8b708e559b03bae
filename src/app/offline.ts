/** Milliseconds without a press after which the reader is taken to rest. */
const REST = 2000

const PRESSES = ['pointerdown', 'keydown', 'wheel'] as const

/** What a browser may lack, or refuse by throwing: in a sandboxed frame. */
function workers(): ServiceWorkerContainer | undefined {
  try {
    const { serviceWorker }: { readonly serviceWorker?: ServiceWorkerContainer } = navigator
    return serviceWorker
  } catch {
    return undefined
  }
}

/** Runs `work` once: when nothing has been pressed for a while, or nobody looks at the page. */
function atRest(work: () => void): void {
  const over = new AbortController()
  const done = () => {
    clearTimeout(timer)
    over.abort()
    work()
  }
  let timer = setTimeout(done, REST)
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(done, REST)
  }
  const options = { capture: true, passive: true, signal: over.signal } as const
  for (const press of PRESSES) window.addEventListener(press, again, options)
  document.addEventListener('visibilitychange', done, options)
}

/**
 * Keeps this build of the page, so that it opens without a network from now on. That fetches each of
 * its files, beside which a step takes half as long again; so it waits for the reader to pause.
 */
export function keepOffline(): void {
  const register = () => {
    // Refused, it stays a page that needs a network.
    workers()
      ?.register('service-worker.js', { updateViaCache: 'none' })
      .catch(() => undefined)
  }
  const whenRested = () => {
    atRest(register)
  }
  // The page itself comes first.
  if (document.readyState === 'complete') whenRested()
  else window.addEventListener('load', whenRested)
}
