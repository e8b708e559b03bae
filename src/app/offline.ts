/** Milliseconds that a busy page may put it off. */
const PATIENCE = 5000

/** What a browser may lack, or refuse by throwing: in a sandboxed frame. */
function workers(): ServiceWorkerContainer | undefined {
  try {
    const { serviceWorker }: { readonly serviceWorker?: ServiceWorkerContainer } = navigator
    return serviceWorker
  } catch {
    return undefined
  }
}

/** Keeps this build of the page, so that it opens without a network from now on. */
export function keepOffline(): void {
  const register = () => {
    // Refused, it stays a page that needs a network.
    workers()
      ?.register('service-worker.js', { updateViaCache: 'none' })
      .catch(() => undefined)
  }
  const whenIdle = () => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(register, { timeout: PATIENCE })
    else setTimeout(register, PATIENCE)
  }
  // The page itself comes first.
  if (document.readyState === 'complete') whenIdle()
  else window.addEventListener('load', whenIdle)
}
