import { mountEmbed } from './mount.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
void mountEmbed(root)
