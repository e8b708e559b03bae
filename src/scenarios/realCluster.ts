import type { NodeConfig } from '../cluster/index.ts'
import type { ClusterScenario } from '../trace/index.ts'
import { calls, migrate, scenario } from './clusterCompose.ts'

/**
 * A real cluster: redis-server 7.0.15, three nodes on one machine, 90 keys, scanned with COUNT 5. The
 * low 12 bits of each key's hash on each node were learned from the cursors of that node. What is
 * played here is the model under these bits; `test/scenarios` holds it against what was recorded, cursor
 * by cursor and key by key.
 */
const NAMES = Array.from({ length: 30 }, (_, tag) =>
  ['x', 'y', 'z'].map((end) => `{t${tag}}:${end}`),
)
const KEYS = NAMES.flat()

const LOW_A =
  '1900 1073 1995 642 1534 3514 3430 303 3145 3279 3604 1417 2938 294 2630 2631 1180 1758 2112 2875 1708 3641 2553 2924 1494 3674 2488 3915 374 1034 1611 3439 133 2353 1512 60 1058 1281 2115 3338 1864 2463 2080 2032 589 902 1381 3592 3436 1605 3275 886 1506 2660 359 18 1494 2933 865 677 842 1988 1909 3974 1162 3725 784 3413 4040 2802 1581 2144 3426 1861 987 3870 1499 54 476 3245 909 3103 725 1220 2114 2951 3340 1587 1213 1026'

const LOW_B =
  '296 1131 2068 978 3382 180 2715 2679 2417 3327 2971 2562 1024 65 2349 2399 312 3383 322 934 3871 1388 843 1132 3389 8 1299 487 3771 3492 1829 2600 3743 128 2406 3963 3543 655 2374 2133 3641 295 1710 4048 2124 3434 1754 1792 2788 161 3334 1217 2980 1858 1099 2688 3124 513 1601 2636 273 2793 1384 799 94 3995 1338 3177 3267 3014 2017 1407 978 331 3860 2169 1429 3177 1321 3093 2852 2242 827 373 3523 3789 2940 1468 3661 4084'

const LOW_C =
  '3560 1637 1668 108 3806 3140 1369 3174 3565 2732 3122 2196 2824 3510 2641 3173 2771 3726 1251 4056 1647 1004 2888 631 835 4044 3227 4032 2006 1306 2399 980 3511 2290 1334 1717 1 1228 2984 2665 3514 835 1627 3016 4095 2622 3316 1487 3472 2513 2027 3683 832 2250 2263 2136 229 952 1103 1378 1830 2156 2105 2499 3941 2023 1269 3736 3547 3288 1486 3958 3704 2108 2321 1857 315 1863 1123 183 3964 105 3319 1060 352 3256 3463 37 2015 4089'

const lowBits = (bits: string): Readonly<Record<string, number>> =>
  Object.fromEntries(bits.split(' ').map((low, nth) => [KEYS[nth] ?? '', Number(low)]))

const node = (id: string, low: string, from: number, to: number): NodeConfig => ({
  id,
  role: 'primary',
  of: null,
  hash: { kind: 'low', low: lowBits(low) },
  slots: [{ from, to }],
})

const REAL = {
  cluster: {
    nodes: [
      node('A', LOW_A, 0, 5460),
      node('B', LOW_B, 5461, 10_922),
      node('C', LOW_C, 10_923, 16_383),
    ],
    keys: KEYS,
  },
  client: { refresh: false },
} as const

/** While B is scanned, a slot of C, which waits, moves to A, which is finished. */
export const realMissed: ClusterScenario = scenario(
  'perNode',
  [...calls(12), migrate(13_006, 'A'), ...calls(6)],
  REAL,
)

/** While B is scanned, a slot of A, which is finished, moves to C, which waits. */
export const realDoubled: ClusterScenario = scenario(
  'perNode',
  [...calls(12), migrate(4748, 'C'), ...calls(7)],
  REAL,
)
