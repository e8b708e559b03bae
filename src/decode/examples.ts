import { cursorOf } from './clustered.ts'

export const exampleIds = [
  'single',
  'growth',
  'shrink',
  'nodes',
  'slots',
  'rounded',
  'cut',
  'clusterScan',
  'glide',
] as const
export type ExampleId = (typeof exampleIds)[number]

/** One reply: the cursor and the elements. */
type Reply = readonly [cursor: string, ...elements: string[]]

/** SSCAN with COUNT 1 on a redis-server 7.0.15 while its set of 14 members in 16 buckets grew. */
const growth: readonly Reply[] = [
  ['8', 'user:10'],
  ['4', 'user:9', 'user:18'],
  ['2', 'user:22'],
  ['6', 'user:19'],
  ['14', 'user:11', 'user:5', 'user:23', 'user:47'],
  ['9', 'user:15', 'user:26', 'user:2', 'user:37', 'user:35'],
  ['5', 'user:45', 'user:53', 'user:59'],
  ['13', 'user:43'],
  ['3', 'user:57'],
  ['7', 'user:52'],
  ['23', 'user:25'],
  ['31', 'user:12'],
  ['0'],
]

/** The same while a set of 60 members in 64 buckets lost all but six. */
const shrink: readonly Reply[] = [
  ['32', 'user:73'],
  ['48', 'user:92', 'user:90'],
  ['8', 'user:69'],
  ['12', 'user:106', 'user:105'],
  ['44', 'user:77', 'user:89'],
  ['28', 'user:102', 'user:95', 'user:71'],
  ['60', 'user:75'],
  ['34', 'user:80', 'user:94'],
  ['18', 'user:111', 'user:68'],
  ['50', 'user:91'],
  ['6', 'user:94'],
  ['1', 'user:107'],
  ['5', 'user:70'],
  ['7', 'user:98', 'user:119'],
  ['0'],
]

/** SCAN with COUNT 5 on the three masters of a cluster of 7.0.15, one after the other. */
const nodes: readonly (readonly string[])[] = [
  ['24', '28', '50', '22', '9', '37', '45', '59', '31', '0'],
  ['18', '14', '7', '0'],
  ['2', '25', '19', '0'],
]

/** Slots of that cluster's first master, with a walk of the table that each would have since 7.4. */
const slots: readonly (readonly [slot: number, dictCursors: readonly bigint[]])[] = [
  [69, [2n, 1n, 3n]],
  [333, [2n, 3n]],
  [457, [4n, 2n, 6n, 1n, 5n, 3n, 7n]],
  [553, [2n, 1n]],
  [685, [1n, 3n]],
  [1087, [2n, 1n, 3n]],
]

/** A walk as redis-cli shows it. */
function dialogue(command: string, options: string, replies: readonly Reply[]): string {
  const lines = replies.flatMap(([cursor, ...elements], nth) => {
    const asked = replies[nth - 1]?.[0] ?? '0'
    const items = elements.map(
      (element, at) => `${at === 0 ? '2) ' : '   '}${at + 1}) "${element}"`,
    )
    return [
      `127.0.0.1:6379> ${command} ${asked} ${options}`,
      `1) "${cursor}"`,
      ...(items.length === 0 ? ['2) (empty array)'] : items),
    ]
  })
  return lines.join('\n')
}

const nodeLog = (): string =>
  nodes
    .flatMap((cursors, node) =>
      cursors.flatMap((cursor, nth) => [
        `127.0.0.1:${17921 + node}> SCAN ${cursors[nth - 1] ?? '0'} COUNT 5`,
        `1) "${cursor}"`,
      ]),
    )
    .join('\n')

function monitorLog(): string {
  const cursors = slots.flatMap(([slot, dictCursors], nth) => {
    const inSlot = dictCursors.map((dictCursor) => cursorOf({ slot, dictCursor }))
    return nth === 0 ? inSlot : [BigInt(slot), ...inSlot]
  })
  return [0n, ...cursors]
    .map(
      (cursor, nth) =>
        `${(1700000000.25 + nth * 0.0375).toFixed(6)} [0 127.0.0.1:53412] "SCAN" "${cursor}" "COUNT" "1"`,
    )
    .join('\n')
}

/** A cursor of a serverless cache as its users have posted it, through JavaScript's numbers. */
const ROUNDED = '9286422431637966426'

/** A cursor of a node since 7.4 whose slot has a table of a million buckets, kept in 32 bits. */
const WIDE = cursorOf({ slot: 13006, dictCursor: 786435n })

/** The text that an example pastes. */
export function exampleText(id: ExampleId): string {
  switch (id) {
    case 'single':
      return '17'
    case 'growth':
      return dialogue('SSCAN grow', 'COUNT 1', growth)
    case 'shrink':
      return dialogue('SSCAN shrink', 'COUNT 1', shrink)
    case 'nodes':
      return nodeLog()
    case 'slots':
      return monitorLog()
    case 'rounded':
      return `SCAN 0 MATCH product:*\nreply: ["${ROUNDED}", ["product:17"]]\nSCAN ${Number(ROUNDED)} MATCH product:*`
    case 'cut':
      return `SCAN 0 COUNT 1000\nreply: ["${WIDE}", ["{t0}:x"]]\nSCAN ${BigInt.asUintN(32, WIDE)} COUNT 1000`
    case 'clusterScan':
      return [
        '0-{06S}-0',
        'k3Jv9Q-{06S}-48',
        'k3Jv9Q-{1Y7}-16',
        'k3Jv9Q-{0or}-32',
        '0-{8YG}-0',
      ].join('\n')
    case 'glide':
      return 'ClusterScanCursor(cursor="uLk4_RZq8vXw-2TnbHy0c")'
  }
}
