import * as v from 'valibot'
import { PALETTES, SPEEDS, THEMES } from '../app/preferences.ts'
import { KEYS, PREDICTS } from '../app/wanted.ts'
import { utf8Length } from '../engine/index.ts'
import { locales } from '../i18n/index.ts'
import { LIMITS } from '../trace/index.ts'

/** What frame and host say to each other: version 1 of the namespace `scanscope`. */
export const NAMESPACE = 'scanscope'
export const VERSION = 1

/** Bytes of the longest message that is read, as JSON. */
export const LONGEST_MESSAGE = 65_536

const whole = v.pipe(v.number('must be a number'), v.integer('must be a whole number'))
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  v.picklist(names, `must be one of ${names.join(', ')}`)
const nothing = v.optional(v.unknown())

const key = v.pipe(
  v.string('must be text'),
  v.check(
    (text) => utf8Length(text) <= LIMITS.keyBytes,
    `must have at most ${LIMITS.keyBytes} bytes`,
  ),
)

const commandData = v.object({
  type: oneOf(['grow', 'shrink', 'rehash', 'add', 'delete', 'scan']),
  /** Buckets of the new table; twice or half of the present one when absent. */
  size: v.optional(v.pipe(whole, v.minValue(1, 'must be at least 1'))),
  /** Buckets to rehash; one when absent. */
  buckets: v.optional(
    v.pipe(whole, v.minValue(1, 'must be at least 1'), v.maxValue(2 ** 20, 'is too large')),
  ),
  keys: v.optional(
    v.pipe(
      v.array(key, 'must be a list of keys'),
      v.maxLength(LIMITS.keys, `must have at most ${LIMITS.keys} keys`),
    ),
  ),
})

const seekData = v.union(
  [
    v.object({ moment: v.pipe(whole, v.minValue(0)) }),
    v.object({ call: v.pipe(whole, v.minValue(0)) }),
  ],
  'must hold a moment or a call, a whole number from 0 on',
)

/** The order of the buckets, as the page names it. */
const ORDERS = ['scan', 'index'] as const
export const FORMATS = ['svg', 'png', 'json', 'transcript'] as const

const speed = v.picklist(SPEEDS, `must be one of ${SPEEDS.join(', ')}`)
const setData = v.object({
  theme: v.optional(oneOf(THEMES)),
  language: v.optional(oneOf(locales)),
  order: v.optional(oneOf(ORDERS)),
  speed: v.optional(speed),
  palette: v.optional(oneOf(PALETTES)),
  keys: v.optional(oneOf(KEYS)),
  predict: v.optional(oneOf(PREDICTS)),
})

/** The data of each request. */
export const requests = {
  load: v.object({ scenario: v.union([v.string(), v.record(v.string(), v.unknown())]) }),
  play: nothing,
  pause: nothing,
  seek: seekData,
  command: commandData,
  set: setData,
  getState: nothing,
  export: v.object({ format: oneOf(FORMATS) }),
} as const

export type RequestType = keyof typeof requests
export type RequestData<Type extends RequestType> = v.InferOutput<(typeof requests)[Type]>
export type Settings = RequestData<'set'>

/** What the frame tells by itself. */
export type EventType = 'ready' | 'moment' | 'call' | 'done' | 'predict' | 'size' | 'key' | 'error'

export interface Envelope {
  readonly ns: typeof NAMESPACE
  readonly v: typeof VERSION
  readonly id?: string | number
  readonly type: string
  readonly data?: unknown
}

const envelope = v.object({
  ns: v.literal(NAMESPACE),
  v: v.number(),
  id: v.optional(v.union([v.pipe(v.string(), v.maxLength(200)), v.number()])),
  type: v.pipe(v.string(), v.maxLength(40)),
  data: v.optional(v.unknown()),
})

export type FaultCode =
  'badMessage' | 'badVersion' | 'unknownType' | 'badData' | 'tooLong' | 'tooMany' | 'refused'

/** Why a request was not done; told to the host as `error`. */
export class Fault extends Error {
  readonly code: FaultCode

  constructor(code: FaultCode, message: string) {
    super(message)
    this.code = code
  }
}

export const message = (type: string, data?: unknown, id?: string | number): Envelope => ({
  ns: NAMESPACE,
  v: VERSION,
  ...(id !== undefined && { id }),
  type,
  ...(data !== undefined && { data }),
})

/** The envelope of anything that arrives; undefined for what is not of this namespace. */
export function readEnvelope(data: unknown): v.InferOutput<typeof envelope> | undefined {
  const read = v.safeParse(envelope, data)
  return read.success ? read.output : undefined
}

/** The id that an answer must bear, also when the rest of the message is wrong. */
export function idOf(data: unknown): string | number | undefined {
  const read = v.safeParse(v.object({ id: envelope.entries.id }), data)
  return read.success ? read.output.id : undefined
}

/** Whether a hello of this version asks for a port. */
export function isHello(data: unknown): boolean {
  const read = readEnvelope(data)
  return read?.type === 'hello' && read.v === VERSION
}

const isRequest = (type: string): type is RequestType => Object.hasOwn(requests, type)

export type Request = {
  [Type in RequestType]: { readonly type: Type; readonly data: RequestData<Type> }
}[RequestType]

function lengthOf(data: unknown): number {
  try {
    return JSON.stringify(data)?.length ?? 0
  } catch {
    return Infinity
  }
}

/** Reads a request; throws a Fault whose sentence says what is wrong. */
export function readRequest(data: unknown): Request {
  const read = readEnvelope(data)
  if (read === undefined) {
    throw new Fault(
      'badMessage',
      `A message is {ns: '${NAMESPACE}', v: ${VERSION}, id?, type, data?}.`,
    )
  }
  if (read.v !== VERSION) {
    throw new Fault('badVersion', `This frame speaks version ${VERSION}, not ${read.v}.`)
  }
  const { type } = read
  if (!isRequest(type)) {
    const known = Object.keys(requests).join(', ')
    throw new Fault('unknownType', `The type "${type}" is not known; known are ${known}.`)
  }
  if (lengthOf(read.data) > LONGEST_MESSAGE) {
    throw new Fault('tooLong', `A message has at most ${LONGEST_MESSAGE} characters.`)
  }
  const parsed = v.safeParse<v.GenericSchema<unknown, unknown>>(requests[type], read.data ?? {})
  if (parsed.success) return { type, data: parsed.output } as Request
  const [issue] = parsed.issues
  throw new Fault('badData', `${type}: ${v.getDotPath(issue) ?? 'data'} ${issue.message}.`)
}
