/** Measured values by name. */
export type Figures = Readonly<Record<string, number>>

/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The median of each figure that every round has. */
export const mediansOf = ([first = {}, ...more]: readonly Figures[]): Figures =>
  Object.fromEntries(
    Object.entries(first).map(([name, value]) => [
      name,
      median([value, ...more.map((figures) => figures[name] ?? Number.NaN)]),
    ]),
  )

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)
