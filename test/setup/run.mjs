/* Runs a TypeScript file of the project on Node: its exported main(args) gives the exit code. */
import { resolve } from 'node:path'
import { runnerImport } from 'vite'
import { SetupError, root, runMain } from './install.mjs'

const [file, ...args] = process.argv.slice(2)

await runMain(async () => {
  if (file === undefined)
    throw new SetupError('usage: node test/setup/run.mjs FILE.ts [ARGUMENT ...]')
  const { module } = await runnerImport(resolve(root, file), {
    root,
    configFile: false,
    logLevel: 'error',
  })
  if (typeof module.main !== 'function') throw new SetupError(`${file} exports no function main.`)
  return module.main(args)
})
