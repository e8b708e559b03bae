export { readFragment, writeFragment } from './fragment.ts'
export { readWork, writeFile } from './json.ts'
