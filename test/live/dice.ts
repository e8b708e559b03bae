import { createRandom } from '../../src/engine/index.ts'

/** Seeded choices. */
export class Dice {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = createRandom(seed)
  }

  chance(probability: number): boolean {
    return this.#next() < probability
  }

  /** An integer from `least` to `most`. */
  number(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1))
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.number(0, items.length - 1)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  some<T>(items: readonly T[], most: number): readonly T[] {
    return Array.from({ length: this.number(1, most) }, () => this.pick(items))
  }
}
