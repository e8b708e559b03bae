import './ui/style.css'
import { mount } from './ui/mount.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
mount(root)
