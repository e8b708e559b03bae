import './ui/style.css'
import './embed/embed.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')

async function startPage(element: HTMLElement): Promise<void> {
  const { mount } = await import('./ui/mount.tsx')
  await mount(element)
  // As one file the page is kept already, and a page in development is to be new.
  if (import.meta.env.MODE === 'production') (await import('./app/offline.ts')).keepOffline()
}

// What a frame in somebody's page needs is less, and built apart.
if (new URLSearchParams(window.location.search).has('embed')) void import('./embed/start.ts')
else void startPage(root)
