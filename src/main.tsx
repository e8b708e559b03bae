import './ui/style.css'
import { mount } from './ui/mount.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
if (new URLSearchParams(window.location.search).has('embed')) {
  void import('./embed/mount.tsx').then(({ mountEmbed }) => mountEmbed(root))
} else {
  void mount(root)
  // As one file the page is kept already, and a page in development is to be new.
  if (import.meta.env.MODE === 'production') {
    void import('./app/offline.ts').then(({ keepOffline }) => {
      keepOffline()
    })
  }
}
