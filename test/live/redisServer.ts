import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findOnPath } from '../setup/install.mjs'
import { Client } from './resp.ts'

/** The path of a redis-server; undefined when none is installed. */
export const findRedisServer = () => findOnPath('redis-server')

/** What a redis-server calls its version. */
export function versionOf(path: string): string {
  const text = execFileSync(path, ['--version'], { encoding: 'utf8' })
  return /\bv=([0-9.]+)/.exec(text)?.[1] ?? 'unknown'
}

/** A port of the loopback that nobody has. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'))
        else resolve(address.port)
      })
    })
  })
}

async function connectTo(port: number, child: ChildProcess): Promise<Client> {
  for (let tries = 0; tries < 1200 && child.exitCode === null; tries++) {
    try {
      return await Client.open(port)
    } catch {
      await sleep(25)
    }
  }
  throw new Error('redis-server does not answer')
}

/** The processes that a process has started: of the server only the child that saves. */
function childrenOf(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  const list = existsSync(file)
    ? readFileSync(file, 'utf8')
    : execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
  return list.split(/\s+/).filter(Boolean).map(Number)
}

/** A real server of our own: a free loopback port, a folder of its own, no configuration file. */
export class RedisServer {
  readonly client: Client
  readonly port: number
  readonly #child: ChildProcess
  readonly #folder: string

  private constructor(child: ChildProcess, folder: string, client: Client, port: number) {
    this.#child = child
    this.#folder = folder
    this.client = client
    this.port = port
  }

  /** Starts a server; `more` are options of its command line. */
  static async start(path: string, more: readonly string[] = []): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), 'live-redis-'))
    const port = await freePort()
    const options = [
      ['--port', String(port)],
      ['--bind', '127.0.0.1'],
      ['--dir', folder],
      ['--save', ''],
      ['--appendonly', 'no'],
      ['--hz', '100'],
      ['--activerehashing', 'no'],
      ['--enable-debug-command', 'yes'],
      more,
    ].flat()
    const child = spawn(path, options, { cwd: folder, stdio: 'ignore' })
    try {
      const client = await connectTo(port, child)
      return new RedisServer(child, folder, client, port)
    } catch (error) {
      child.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
  }

  /** Ends the child that saves, as the server itself does; returns when the server has noticed. */
  async endChild(): Promise<void> {
    for (const child of childrenOf(this.#child.pid ?? 0)) process.kill(child, 'SIGUSR1')
    while (await this.isSaving()) await sleep(20)
  }

  async isSaving(): Promise<boolean> {
    const info = await this.client.call('INFO', 'persistence')
    return info.kind === 'bulk' && info.bytes.includes('rdb_bgsave_in_progress:1')
  }

  /** Ends the process at once, as a crash does. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  async stop(): Promise<void> {
    this.client.close()
    const ended = new Promise((resolve) => this.#child.once('close', resolve))
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL')
      await ended
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
