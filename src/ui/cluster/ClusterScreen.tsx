import { useEffect, useMemo, useState } from 'react'
import { clusterAt, followCluster } from '../../app/cluster.ts'
import { createPlayer } from '../../app/player.ts'
import type { PlayerStore } from '../../app/playerState.ts'
import { storage } from '../../app/storage.ts'
import { m } from '../../i18n/index.ts'
import { StoresContext, useAddress, useStores, useText } from '../context.ts'
import { Header } from '../Header.tsx'
import { ClusterDesk } from './ClusterDesk.tsx'
import './cluster.css'

/** The player of this screen: what is done here stays here, and is there on return. */
let kept: PlayerStore | null = null

type State = PlayerStore | 'loading' | 'failed'

/** Opens the work that the address names; an address without a name keeps what is open. */
function useClusterPlayer(): State {
  const { address } = useStores()
  const turn = useAddress((state) => state.turn)
  const [state, setState] = useState<State>(kept ?? 'loading')
  useEffect(() => {
    const now = address.getState()
    const isBare = !now.query.has('scenario') && now.fragment === '' && !now.query.has('strategy')
    if (now.screen !== 'cluster' || (isBare && kept !== null)) return
    let isLate = false
    clusterAt(now, storage).then(
      (work) => {
        if (isLate) return
        if (kept === null) kept = createPlayer({ storage, ...work })
        else if (kept.getState().scenarioId !== work.id || work.isFresh) kept.getState().open(work)
        setState(kept)
      },
      () => {
        if (!isLate) setState(kept ?? 'failed')
      },
    )
    return () => {
      isLate = true
    }
  }, [address, turn])
  return state
}

/** The Cluster screen. */
export function ClusterScreen() {
  const text = useText()
  const stores = useStores()
  const player = useClusterPlayer()
  if (typeof player !== 'string') {
    return <Opened key="opened" player={player} stores={stores} />
  }
  return (
    <div className="page">
      <Header skipTo="cluster" />
      <main id="cluster" tabIndex={-1}>
        <p className="muted" role="status">
          {player === 'failed' ? m.noticeNotLoaded({}, text) : m.clusterLoading({}, text)}
        </p>
      </main>
    </div>
  )
}

function Opened({
  player,
  stores,
}: {
  readonly player: PlayerStore
  readonly stores: ReturnType<typeof useStores>
}) {
  useEffect(() => followCluster(stores.address, player), [stores, player])
  useEffect(() => {
    const save = () => {
      player.getState().save()
    }
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [player])
  const own = useMemo(() => ({ ...stores, player }), [stores, player])
  return (
    <StoresContext value={own}>
      <ClusterDesk />
    </StoresContext>
  )
}
