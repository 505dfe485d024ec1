import type { Product } from '@cyberdeck-ota/schema'
import { Button, Menu } from '@mantine/core'
import { IconUsb } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReleaseName } from '../api/commands.ts'
import { paths } from '../paths.ts'
import { DisabledReason } from '../ui/DisabledReason.tsx'

interface FlashReleaseProps {
  release: ReleaseName
  product: Product
}

const words = 'Flash by USB'

/** Leads to where a release is put on a board by cable. */
export function FlashReleaseButton({ release, product }: FlashReleaseProps) {
  return (
    <DisabledReason reason={whyNot(product)}>
      <Button
        variant="default"
        leftSection={<IconUsb size={16} aria-hidden />}
        renderRoot={(props) => <Link {...props} to={paths.flash()} search={release} />}
      >
        {words}
      </Button>
    </DisabledReason>
  )
}

/** The same in a menu. */
export function FlashReleaseItem({ release, product }: FlashReleaseProps) {
  return (
    <DisabledReason reason={whyNot(product)}>
      <Menu.Item
        leftSection={<IconUsb size={16} aria-hidden />}
        renderRoot={(props) => <Link {...props} to={paths.flash()} search={release} />}
      >
        {words}
      </Menu.Item>
    </DisabledReason>
  )
}

function whyNot({ demo }: Product): string | null {
  return demo ? 'No real board can run the images of the demo fleet' : null
}
