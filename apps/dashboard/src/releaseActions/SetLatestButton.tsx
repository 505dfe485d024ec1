import type { Product } from '@cyberdeck-ota/schema'
import { Button, type ButtonProps } from '@mantine/core'
import type { ReleaseName } from '../api/commands.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { useStartAction } from './releaseAction.ts'

interface SetLatestButtonProps extends Pick<ButtonProps, 'size' | 'variant'> {
  release: ReleaseName
  product: Product
}

/** Makes a release what devices get. */
export function SetLatestButton({ release, product, ...look }: SetLatestButtonProps) {
  const start = useStartAction()
  const isLatest = product.channels.stable?.version === release.version
  return (
    <DisabledReason reason={isLatest ? `${release.version} is latest already.` : null}>
      <Button {...look} onClick={() => start({ does: 'set', move: { ...release, channel: 'stable' } })}>
        Set latest
      </Button>
    </DisabledReason>
  )
}
