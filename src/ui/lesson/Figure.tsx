import { m } from '../../i18n/index.ts'
import { bits, familyOf, rulerOrder, type Facts } from '../../lessons/index.ts'
import { useText } from '../context.ts'

/** Each bucket of the smaller table, and what it is in the larger one. */
export function Split({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const { buckets: from, target, smaller, larger } = facts
  const row = (bucket: number, of: number) => (
    <td key={bucket}>
      <b>{bucket}</b> <code>{bits(bucket, of)}</code>
    </td>
  )
  const grows = from === smaller
  return (
    <table className="figure">
      <caption>{m.figureSplit({ from, buckets: target }, text)}</caption>
      <tbody>
        {Array.from({ length: smaller }, (_, bucket) => {
          const family = familyOf(bucket, smaller, larger).map((one) => row(one, larger))
          return (
            <tr key={bucket}>
              {grows ? row(bucket, smaller) : family}
              <td aria-hidden className="figure-arrow">
                →
              </td>
              {grows ? family : row(bucket, smaller)}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The ruler's order for half as many buckets, of as many, and of twice as many. */
export function Orders({ facts }: { readonly facts: Facts }) {
  const text = useText()
  const sizes = [facts.buckets / 2, facts.buckets, facts.buckets * 2]
  const most = facts.buckets * 2
  return (
    <table className="figure is-orders">
      <caption>{m.figureOrders({}, text)}</caption>
      <tbody>
        {sizes.map((size) => (
          <tr key={size}>
            <th scope="row">{m.bucketsUnit({ count: size }, text)}</th>
            {rulerOrder(size).map((bucket) => (
              <td key={bucket} colSpan={most / size} className={bucket < size / 2 ? 'is-old' : ''}>
                {bucket}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
