import './ui/style.css'
import './embed/embed.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
// What a frame in somebody's page needs is less, and built apart.
if (new URLSearchParams(window.location.search).has('embed')) void import('./embed/start.ts')
else void import('./ui/mount.tsx').then(({ mount }) => mount(root))
