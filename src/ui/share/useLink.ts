import { useEffect, useState } from 'react'
import { linkTo, type Shared } from '../../app/sharing.ts'
import { here } from '../schemaAddress.ts'

export type Made = { readonly link: string; readonly url: string } | 'failed' | null

/** The link to a place; null until it is made. */
export function useLink({ id, place, order, looks }: Shared): Made {
  const [made, setMade] = useState<{ readonly of: string; readonly link: Made } | null>(null)
  const { tree, moment } = place
  const { theme, lang, panel } = looks ?? {}
  const asked = [id, moment, order, theme, lang, panel].join()
  useEffect(() => {
    let isLate = false
    const tell = (link: Made) => {
      if (!isLate) setMade({ of: asked, link })
    }
    const wanted = {
      ...(theme !== undefined && { theme }),
      ...(lang !== undefined && { lang }),
      ...(panel !== undefined && { panel }),
    }
    linkTo({ id, place: { tree, moment }, order, looks: wanted }).then(
      (link) => {
        tell({ link, url: here() + link })
      },
      () => {
        tell('failed')
      },
    )
    return () => {
      isLate = true
    }
  }, [id, tree, moment, order, theme, lang, panel, asked])
  return made?.of === asked ? made.link : null
}
