/*
 * Makes sure that everything the scripts need is installed, and says nothing when it is.
 * Plain Node without packages: this file runs before anything else exists.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

const stampFile = join(root, 'node_modules', '.scanscope-stamp')
const browserNames = ['chromium', 'chromium-browser', 'google-chrome']
/** The same browser without its window: a page opens there in half the time. */
const SHELL = 'chromium-headless-shell'
const browserPackages = ['chromium', 'fonts-noto-cjk']

/** A problem the user can solve; the message is the whole story, without a stack. */
export class SetupError extends Error {}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * The first program of this name on the PATH.
 * @param {string} name
 */
export function findOnPath(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable)
}

/**
 * The path of a Chromium: the one CHROMIUM_PATH names, else the first on the PATH.
 * @param {{ shell?: boolean }} [options] whether one without a window is preferred
 * @returns {string | undefined}
 */
export function findChromium({ shell = false } = {}) {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') {
    if (isExecutable(given)) return given
    throw new SetupError(`CHROMIUM_PATH names ${given}, which is not an executable file.`)
  }
  const names = shell ? [SHELL, ...browserNames] : [...browserNames, SHELL]
  return names.map(findOnPath).find((path) => path !== undefined)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > 20 || (major === 20 && minor >= 19)
  if (!enough) {
    throw new SetupError(
      `ScanScope needs Node 20.19 or newer; this is Node ${process.versions.node}.`,
    )
  }
}

/** @param {string} file */
function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** Reports go to stderr: the output of a script that calls this belongs to the script. */
function installPackages() {
  const wanted = sha256(join(root, 'package-lock.json'))
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  process.stderr.write('Installing npm packages (npm ci) ...\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const result = spawnSync(npm, ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (result.error !== undefined) {
    throw new SetupError(`npm could not be started (${result.error.message}); install npm.`)
  }
  if (result.status !== 0) throw new SetupError('npm ci failed; its reason stands above.')
  writeFileSync(stampFile, wanted)
}

/**
 * Runs apt-get and shows a line for each package it unpacks, not its whole log.
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 * @returns {Promise<void>}
 */
function aptGet(args, environment = {}) {
  return new Promise((resolve, reject) => {
    /** @type {string[]} */
    const tail = []
    const child = spawn('apt-get', args, {
      env: { ...process.env, ...environment, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      for (const line of chunk.toString().split('\n')) {
        if (line.trim() !== '') tail.push(line)
        if (/^(Fetched|Setting up) /.test(line)) process.stderr.write(`  ${line.slice(0, 76)}\n`)
      }
      tail.splice(0, tail.length - 12)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new SetupError(`apt-get ${args[0] ?? ''} failed:\n${tail.join('\n')}`))
    })
  })
}

/** Whether this program can be given Debian's packages. */
const canInstall = () => process.getuid?.() === 0 && findOnPath('apt-get') !== undefined

/** Tests run without the shell, too, but longer: who has none and can have it, gets it once. */
async function installShell() {
  const tried = join(root, 'node_modules', '.scanscope-shell')
  const given = process.env['CHROMIUM_PATH'] ?? ''
  if (given !== '' || findOnPath(SHELL) !== undefined || !canInstall() || existsSync(tried)) return
  writeFileSync(tried, '')
  process.stderr.write(`Installing ${SHELL} (apt-get) ...\n`)
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  try {
    await aptGet(['update', ...wait])
    await aptGet(['install', '-y', '--no-install-recommends', ...wait, SHELL])
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
  }
}

async function installBrowser() {
  if (findChromium() !== undefined) return
  if (!canInstall()) {
    throw new SetupError(
      'The checks need a Chromium. Run `apt-get install chromium` as root, ' +
        'or set CHROMIUM_PATH to the path of a Chromium or Chrome.',
    )
  }
  process.stderr.write(`Installing ${browserPackages.join(' and ')} (apt-get) ...\n`)
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  await aptGet(['update', ...wait])
  await aptGet(['install', '-y', '--no-install-recommends', ...wait, ...browserPackages])
  if (findChromium() === undefined) {
    throw new SetupError('apt-get installed chromium, but no chromium is on the PATH.')
  }
}

/**
 * Installs a redis-server for the live judge where that is possible; without one the judge says so
 * and is skipped. The package must not start a server of its own: where systemd rules, the unit is
 * masked first; elsewhere its scripts believe to be in single-user mode, where services stay down.
 */
async function installServer() {
  if (findOnPath('redis-server') !== undefined) return
  if (!canInstall()) return
  process.stderr.write('Installing redis-server (apt-get) ...\n')
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  if (existsSync('/run/systemd/system')) spawnSync('systemctl', ['mask', 'redis-server'])
  try {
    await aptGet(['update', ...wait])
    await aptGet(['install', '-y', '--no-install-recommends', ...wait, 'redis-server'], {
      RUNLEVEL: '1',
    })
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
  }
}

/** @param {{ browser?: boolean, server?: boolean }} [options] */
export async function install({ browser = false, server = false } = {}) {
  checkNode()
  installPackages()
  if (browser) {
    await installBrowser()
    await installShell()
  }
  if (server) await installServer()
}

/**
 * Whether a module is the program that was started, not one that was imported.
 * @param {string} url the module's import.meta.url
 */
export function isMain(url) {
  const started = process.argv[1]
  return started !== undefined && fileURLToPath(url) === realpathSync(started)
}

/**
 * Runs a program's main function; a SetupError ends it with its sentence alone.
 * @param {() => Promise<number | void>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

if (isMain(import.meta.url)) {
  const asked = (/** @type {string} */ option) => process.argv.includes(option)
  await runMain(() => install({ browser: asked('--browser'), server: asked('--server') }))
}
