import { compareVersions, findProduct, findRelease, isOrderable } from '@cyberdeck-ota/core'
import type { Channel, Registry } from '@cyberdeck-ota/schema'
import { deleteChannel, type ReleaseName, registryNow, setChannel } from '../api/commands.ts'
import { toast, undoable } from '../ui/toast.tsx'
import { leftBehind } from './coverage.ts'
import { releaseTitle } from './releaseTitle.ts'

/** A channel that is to point at a release. */
export interface ChannelMove extends ReleaseName {
  channel: string
}

/** Where the channel points now; null when it points nowhere. */
export function pointerOf(
  registry: Registry,
  { product, channel }: Omit<ChannelMove, 'version'>,
): Channel | null {
  const channels = findProduct(registry, product)?.channels ?? {}
  return (Object.hasOwn(channels, channel) && channels[channel]) || null
}

/** Whether this is a step back, after which devices may run something newer than what the channel points at. */
export function isStepBack(registry: Registry, move: ChannelMove): boolean {
  const before = pointerOf(registry, move)?.version
  if (before === undefined || !isOrderable(before) || !isOrderable(move.version)) return false
  return compareVersions(move.version, before) < 0
}

/** Whether devices of some boards would get nothing from the release. */
export function leavesBoardsBehind(registry: Registry, { product: name, version }: ReleaseName): boolean {
  const product = findProduct(registry, name)
  const release = product && findRelease(product, version)
  return product !== null && release !== null && leftBehind(product, release).length > 0
}

/** What a channel is called where one release is said to be on it: `stable` is what people call latest. */
export function channelWord(channel: string): string {
  return channel === 'stable' ? 'latest' : channel
}

/** Points the channel at the release, says so, and offers to put it back as it was. */
export async function moveChannel(registry: Registry, move: ChannelMove & { recall: boolean }) {
  const before = pointerOf(registry, move)
  await setChannel(move)
  const message = sentence(move, before)
  const undo = (back: () => Promise<unknown>) => async () => {
    const now = pointerOf(await registryNow(), move)
    if (now?.version !== move.version || now.recall !== move.recall)
      throw new Error(`${move.channel} of ${move.product} was pointed elsewhere since, so it stays there.`)
    await back()
  }
  if (before)
    undoable(
      message,
      undo(() => setChannel({ ...move, ...before })),
    )
  else if (move.channel !== 'stable')
    undoable(
      message,
      undo(() => deleteChannel(move)),
    )
  else toast(message)
}

function sentence(move: ChannelMove & { recall: boolean }, before: Channel | null): string {
  const title = releaseTitle(move)
  if (before?.version !== move.version) {
    const forWhom = move.recall ? ', also for devices that run something newer' : ''
    return `${title} is ${channelWord(move.channel)} now${forWhom}.`
  }
  return move.recall
    ? `Devices that run something newer go back to ${title}.`
    : `Devices that run something newer than ${title} are left alone.`
}
