/* npm start: installs, builds the page if its sources changed, and serves it. */
import { buildPageIfChanged } from './build.mjs'
import { install, root, runMain } from './install.mjs'

/** @param {string[]} args */
function readPort(args) {
  const at = args.indexOf('--port')
  const port = at === -1 ? NaN : Number(args[at + 1])
  return Number.isInteger(port) ? { port } : {}
}

/** npm passes a signal to its shell alone, so the end of the shell has to be watched for. */
function exitWithShell() {
  if (process.env['npm_lifecycle_event'] !== 'start') return
  const shell = process.ppid
  setInterval(() => {
    if (process.ppid !== shell) process.exit(0)
  }, 500).unref()
}

await runMain(async () => {
  await install()
  buildPageIfChanged()
  const { preview } = await import('vite')
  const server = await preview({ root, preview: readPort(process.argv.slice(2)) })
  server.printUrls()
  exitWithShell()
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      process.exit(0)
    })
  }
})
