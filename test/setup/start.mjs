/* npm start: installs, builds the page if its sources changed, and serves it. */
import { buildPageIfChanged } from './build.mjs'
import { install, root, runMain } from './install.mjs'

/** @param {string[]} args */
function readPort(args) {
  const at = args.indexOf('--port')
  const port = at === -1 ? NaN : Number(args[at + 1])
  return Number.isInteger(port) ? { port } : {}
}

await runMain(async () => {
  await install()
  buildPageIfChanged()
  const { preview } = await import('vite')
  const server = await preview({ root, preview: readPort(process.argv.slice(2)) })
  server.printUrls()
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      process.exit(0)
    })
  }
})
