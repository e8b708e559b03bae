import type { Bytes } from '../bytes.ts'
import type { Reply } from '../reply.ts'
import type { ServerProfile } from '../profile.ts'
import { scanKeys, scanMembers } from '../scanCommand.ts'
import type { Session } from '../session.ts'
import { bgsave, echo, info, object, ping } from './admin.ts'
import { config } from './config.ts'
import { expire, persist, ttl } from './deadline.ts'
import { debug } from './debug.ts'
import { hexpire, hpersist, httl } from './fieldDeadlines.ts'
import { hdel, hexists, hget, hgetall, hlen, hset } from './hashes.ts'
import { dbsize, del, exists, flushall, keys, type } from './keys.ts'
import { sadd, scard, sismember, smembers, srem } from './sets.ts'
import { append, get, incr, set, setnx, strlen } from './strings.ts'
import { zadd, zcard, zrem, zscore } from './zsets.ts'

export interface Command {
  /** Words with the name; negative: at least so many. */
  readonly arity: number
  /** What stands behind the name, as help shows it. */
  readonly usage: string
  readonly run: (session: Session, words: readonly Bytes[]) => Reply
  /** Whether a version has the command; absent when all have. */
  readonly isIn?: (profile: ServerProfile) => boolean
}

const command = (arity: number, usage: string, run: Command['run']): Command => ({
  arity,
  usage,
  run,
})

const onFields = (arity: number, usage: string, run: Command['run']): Command => ({
  ...command(arity, usage, run),
  isIn: ({ fieldDeadlines }) => fieldDeadlines,
})

const FIELDS = 'FIELDS count field [field ...]'
const WHEN = `[NX | XX | GT | LT] ${FIELDS}`

/** The command of this name in a version. */
export function commandNamed(name: string, profile: ServerProfile): Command | undefined {
  const known = commands.get(name)
  return known?.isIn === undefined || known.isIn(profile) ? known : undefined
}

/** Every command by its name. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['append', command(3, 'key value', append)],
  ['bgsave', command(-1, '', bgsave)],
  ['config', command(-2, 'GET pattern | SET option value', config)],
  ['dbsize', command(1, '', dbsize)],
  ['debug', command(-2, 'HTSTATS 0 | HTSTATS-KEY key', debug)],
  ['del', command(-2, 'key [key ...]', del)],
  ['echo', command(2, 'message', echo)],
  ['exists', command(-2, 'key [key ...]', exists)],
  ['expire', command(-3, 'key seconds [NX | XX | GT | LT]', expire)],
  ['expireat', command(-3, 'key seconds [NX | XX | GT | LT]', expire)],
  ['flushall', command(-1, '[ASYNC | SYNC]', flushall)],
  ['flushdb', command(-1, '[ASYNC | SYNC]', flushall)],
  ['get', command(2, 'key', get)],
  ['hdel', command(-3, 'key field [field ...]', hdel)],
  ['hexists', command(3, 'key field', hexists)],
  ['hexpire', onFields(-6, `key seconds ${WHEN}`, hexpire)],
  ['hexpireat', onFields(-6, `key seconds ${WHEN}`, hexpire)],
  ['hexpiretime', onFields(-5, `key ${FIELDS}`, httl)],
  ['hget', command(3, 'key field', hget)],
  ['hgetall', command(2, 'key', hgetall)],
  ['hlen', command(2, 'key', hlen)],
  ['hmset', command(-4, 'key field value [field value ...]', hset)],
  ['hpersist', onFields(-5, `key ${FIELDS}`, hpersist)],
  ['hpexpire', onFields(-6, `key milliseconds ${WHEN}`, hexpire)],
  ['hpexpireat', onFields(-6, `key milliseconds ${WHEN}`, hexpire)],
  ['hpexpiretime', onFields(-5, `key ${FIELDS}`, httl)],
  ['hpttl', onFields(-5, `key ${FIELDS}`, httl)],
  [
    'hscan',
    command(-3, 'key cursor [MATCH pattern] [COUNT count]', (session, words) =>
      scanMembers(session, 'hash', words),
    ),
  ],
  ['hset', command(-4, 'key field value [field value ...]', hset)],
  ['httl', onFields(-5, `key ${FIELDS}`, httl)],
  ['incr', command(2, 'key', incr)],
  ['info', command(-1, '', info)],
  ['keys', command(2, 'pattern', keys)],
  ['object', command(-2, 'ENCODING key', object)],
  ['persist', command(2, 'key', persist)],
  ['pexpire', command(-3, 'key milliseconds [NX | XX | GT | LT]', expire)],
  ['pexpireat', command(-3, 'key milliseconds [NX | XX | GT | LT]', expire)],
  ['ping', command(-1, '[message]', ping)],
  ['pttl', command(2, 'key', ttl)],
  ['sadd', command(-3, 'key member [member ...]', sadd)],
  ['scan', command(-2, 'cursor [MATCH pattern] [COUNT count] [TYPE type]', scanKeys)],
  ['scard', command(2, 'key', scard)],
  ['set', command(-3, 'key value [NX | XX] [GET] [EX seconds | KEEPTTL]', set)],
  ['setnx', command(3, 'key value', setnx)],
  ['sismember', command(3, 'key member', sismember)],
  ['smembers', command(2, 'key', smembers)],
  ['srem', command(-3, 'key member [member ...]', srem)],
  [
    'sscan',
    command(-3, 'key cursor [MATCH pattern] [COUNT count]', (session, words) =>
      scanMembers(session, 'set', words),
    ),
  ],
  ['strlen', command(2, 'key', strlen)],
  ['touch', command(-2, 'key [key ...]', exists)],
  ['ttl', command(2, 'key', ttl)],
  ['type', command(2, 'key', type)],
  ['unlink', command(-2, 'key [key ...]', del)],
  ['zadd', command(-4, 'key [NX | XX] [GT | LT] [CH] score member [...]', zadd)],
  ['zcard', command(2, 'key', zcard)],
  ['zrem', command(-3, 'key member [member ...]', zrem)],
  [
    'zscan',
    command(-3, 'key cursor [MATCH pattern] [COUNT count]', (session, words) =>
      scanMembers(session, 'zset', words),
    ),
  ],
  ['zscore', command(3, 'key member', zscore)],
])
