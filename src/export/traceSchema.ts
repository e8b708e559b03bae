import * as v from 'valibot'
import type { SceneEvent } from '../cluster/index.ts'
import { clusterDocument, dictDocument, serverDocument } from '../link/document.ts'
import type { DictEvent } from '../machines/index.ts'
import type { ConsoleEvent } from '../machines/client.ts'

type Kind = (DictEvent | ConsoleEvent | SceneEvent)['kind']

/** What each event says, for those who read a trace without this page. */
const EVENTS: Readonly<Record<Kind, string>> = {
  'table.allocated': 'A table of `buckets` buckets was made as table 0 or 1.',
  'table.replaced': 'The empty table 0 gave way to a new one of `buckets` buckets.',
  'entry.added': 'A key was put at the head of a chain; `id` is its name for life.',
  'entry.removed': 'A key was taken out of its chain.',
  'entry.moved': 'The rehash moved a key from `bucket` of table 0 to `target` of table 1.',
  'rehash.advanced': 'The next bucket to be moved is `to`; `emptied` if keys were moved for it.',
  'rehash.completed': 'Table 1 became table 0.',
  'rehash.pausesChanged': 'How many hold the rehash back.',
  'autoResize.pausesChanged': 'How many hold automatic resizes back.',
  'policy.changed': 'Whether resizes are allowed, avoided or forbidden.',
  'dict.emptied': 'All keys and both tables are gone.',
  'scan.entered': 'A call of dictScan begins with `cursor`.',
  'scan.emptyDict': 'The dict holds no key, so the call ends with 0.',
  'masks.taken': 'The masks of the smaller table and, while rehashing, of the larger one.',
  'bucket.read': 'A bucket is read; `role` tells whether its table is the smaller or the larger.',
  'entry.emitted': 'A key is handed to the client.',
  'cursor.changed': 'One step of the arithmetic on the cursor, from `before` to `after`.',
  'loop.tested': 'Whether more buckets of the larger table belong to this call.',
  'scan.returned': 'The call ends; `cursor` is for the next one, 0 ends the scan.',
  'command.refused': 'The command could do nothing, and why.',
  'key.exists': 'A key to be added was there.',
  'key.absent': 'A key to be deleted was not there.',
  'scan.restarted': 'The client forgot its cursor.',
  'automatic.changed': 'What the dict does by itself.',
  'dict.fact': 'A fact about the dict at `place`, as one of the facts above.',
  'dict.probe': 'A micro-step of a scan of the dict at `place`, as one of the steps above.',
  'value.set': 'A key got a value.',
  'value.removed': 'A key lost its value.',
  'payload.set': 'A field or a member got what belongs to it.',
  'payload.removed': 'A field or a member lost what belongs to it.',
  'deadline.set': 'A key is to expire at `at`, in milliseconds.',
  'deadline.removed': 'A key is to stay.',
  'key.expired': 'A key was past its deadline, and who found it.',
  'fieldDeadline.set': 'A field is to expire at `at`, in milliseconds.',
  'fieldDeadline.removed': 'A field is to stay.',
  'field.expired': 'A field was past its deadline, and who found it.',
  'expireCursor.moved': 'Where the cycle of expiry goes on.',
  'option.set': 'An option of the server was set.',
  'child.started': 'A child process began: resizes are avoided.',
  'child.ended': 'The child process ended.',
  'time.passed': 'The clock of the server.',
  'all.flushed': 'All keys are gone.',
  'scan.options': 'Step 1 of SCAN: what was asked for.',
  'scan.called': 'Step 2: one dictScan, and what it collected.',
  'scan.collected': 'Step 2 has ended, and why.',
  'scan.dropped': 'Step 3: a key was kept out of the reply.',
  replied: 'Step 4, and the end of every command: what the client was answered.',
  'call.sent': 'A command was sent.',
  'stage.turned': 'The page shows another dict of the server from here on.',
  'call.answered': 'A node answered a command that was no call of the scan.',
  'call.failed': 'Such a command got no answer: `network` or `down`.',
  'server.worked': 'What one command did in the server of `node`, as the events of a server above.',
  'server.loaded': 'The server of `node` began anew, from a copy of another’s keys.',
  'slot.marked':
    '`node` marked a slot as `migrating` or `importing`; no `other` takes the mark away.',
  'slots.owned': 'The nodes in `seenBy` believe from now on that these slots are those of `owner`.',
  'key.moved': 'A key left one node for another; the work of both was told before.',
  'node.changed': 'What of a node changed by itself: whether it lives, its role, its latency.',
  'node.added': 'A node joined.',
  'node.removed': 'A node left.',
  'failed.over': 'A replica took the place of its primary; the keys in `lost` had not reached it.',
  refused: 'A command to the cluster could not be done, and why.',
  'client.began': 'The client began a scan, and what it knows of the cluster.',
  'client.resumed': 'Its scan begins at a cursor that somebody brought along.',
  'client.declined': 'Such a cursor is none for this client, and why: it goes on as before.',
  'client.sent': 'It sent a call.',
  'client.received':
    'It got an answer at `at` of the model’s clock; the node worked `ms` milliseconds for it.',
  'client.looked': 'It asked a node for the topology.',
  'client.retries': 'It asks again after an error or a redirection.',
  'client.stopped': 'Its scan is complete, or it gave up.',
  'client.rests': 'It was to go on, but its scan is over.',
  'client.restarted': 'It forgot its scan.',
}

const events = Object.entries(EVENTS).map(([kind, says]) =>
  v.pipe(v.looseObject({ kind: v.literal(kind) }), v.description(says)),
)

const number = v.pipe(v.number(), v.integer(), v.minValue(0))

/** A trace as a file. */
export const traceDocument = v.pipe(
  v.strictObject({
    $schema: v.optional(v.string()),
    format: v.literal('scanscope-trace'),
    version: v.literal(1),
    scenario: v.union([dictDocument, serverDocument, clusterDocument]),
    moments: v.pipe(
      number,
      v.description('How many events happened in all; moment n is the state after n of them.'),
    ),
    steps: v.array(
      v.strictObject({
        start: v.pipe(number, v.description('The moment before the first of its events.')),
        command: v.looseObject({ type: v.string() }),
        events: v.array(v.union(events)),
      }),
    ),
  }),
  v.title('ScanScope trace'),
  v.description('A scenario, run once: each of its commands with all the events that came of it.'),
)
