import type { AddressStore } from '../../app/address.ts'
import type { PlayerStore } from '../../app/playerState.ts'
import type { TextStorage } from '../../app/storage.ts'

interface Into {
  readonly player: PlayerStore
  readonly storage: TextStorage
  readonly address: AddressStore
}

/** Opens a file; what reads it is loaded first. */
export async function openInto(into: Into, file: File): Promise<void> {
  try {
    const { openFile } = await import('../../app/files.ts')
    await openFile(file, into)
  } catch {
    into.player.setState({ notice: { kind: 'notLoaded' } })
  }
}
