import './ui/style.css'
import { mount } from './ui/mount.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')

async function start(element: HTMLElement): Promise<void> {
  const query = new URLSearchParams(window.location.search)
  if (query.get('lang') === 'pseudo') (await import('./i18n/pseudo.ts')).speakPseudo()
  if (query.has('embed')) {
    const { mountEmbed } = await import('./embed/mount.tsx')
    await mountEmbed(element)
    return
  }
  await mount(element)
  // As one file the page is kept already, and a page in development is to be new.
  if (import.meta.env.MODE === 'production') (await import('./app/offline.ts')).keepOffline()
}

void start(root)
