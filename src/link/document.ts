import * as v from 'valibot'
import { LIMITS } from '../trace/limits.ts'
import { sceneCommandSchema, sceneConfigSchema } from '../trace/clusterSchema.ts'
import { because } from '../trace/reason.ts'
import { commandSchema, configSchema, dictMachine } from '../trace/schema.ts'
import { serverCommandSchema, serverStartSchema } from '../trace/serverSchema.ts'
import { just, listOf, object, text, whole } from '../trace/shapes.ts'

const MANY = Number.MAX_SAFE_INTEGER
const NAME_LENGTH = 64

const story = v.pipe(
  text,
  v.maxLength(NAME_LENGTH, because({ kind: 'tooManyCharacters', most: NAME_LENGTH })),
  v.description('The ready scenario that it was made of: its title and story are shown.'),
)

/**
 * A scenario of version 1 with, if there are any, its branches and where the reader stands: what a
 * link packs and a file holds. A bare scenario is one, too. A branch writes only what it does not
 * share with the one that it was cut from.
 */
const documentOver = <
  const Machine,
  const Config extends v.GenericSchema,
  const Command extends v.GenericSchema,
>(
  machine: v.GenericSchema<Machine>,
  config: Config,
  command: Command,
) => {
  const commands = v.pipe(
    listOf(command, 'commands', LIMITS.commands),
    v.description('What is done, in order.'),
  )
  const branch = object({
    id: v.pipe(whole(1, MANY), v.description('Its number; the first line of commands is 1.')),
    from: v.pipe(whole(1, MANY), v.description('The branch before it that it was cut from.')),
    after: v.pipe(
      whole(0, LIMITS.commands),
      v.description('How many commands it shares with that branch.'),
    ),
    config: v.optional(config),
    commands,
  })
  const branches = v.pipe(
    listOf(branch, 'branches', LIMITS.branches),
    v.description('Other futures, each cut from one before it.'),
  )
  return object({
    $schema: v.optional(text),
    version: just(1),
    machine,
    story: v.optional(story),
    config,
    commands,
    branches: v.optional(branches),
    branch: v.optional(v.pipe(whole(1, MANY), v.description('The branch that is shown; else 1.'))),
    moment: v.optional(
      v.pipe(whole(0, MANY), v.description('The micro-step that is shown; else 0.')),
    ),
  })
}

export const dictDocument = documentOver(dictMachine, configSchema, commandSchema)

export const serverDocument = documentOver(
  v.literal('server'),
  serverStartSchema,
  serverCommandSchema,
)

export const clusterDocument = documentOver(
  v.literal('cluster'),
  sceneConfigSchema,
  sceneCommandSchema,
)

export type Document =
  | v.InferOutput<typeof dictDocument>
  | v.InferOutput<typeof serverDocument>
  | v.InferOutput<typeof clusterDocument>
