import { deleteProduct as deleting, findProduct, refusalOf } from '@cyberdeck-ota/core'
import { Anchor, Button } from '@mantine/core'
import { IconPackages, IconTrash } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { DeviceCount } from '../fleet/DeviceCount.tsx'
import { paths } from '../paths.ts'
import { ReleaseActions } from '../releaseActions/ReleaseActions.tsx'
import { DisabledReason } from '../ui/DisabledReason.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { toastError } from '../ui/toast.tsx'
import { AddressPanel, type ShownDevice } from './AddressPanel.tsx'
import { BoardsPanel } from './BoardsPanel.tsx'
import { ChannelsPanel } from './ChannelsPanel.tsx'
import { deleteProductUndoably } from './deleteUndoably.ts'
import { InstallPanel } from './InstallPanel.tsx'

interface ProductPageProps {
  name: string
  /** The device that the shown address is for. */
  chosen: ShownDevice
  onChoose: (chosen: ShownDevice) => void
}

/** One product: its channels, its boards, and where its devices poll. */
export function ProductPage({ name, chosen, onChoose }: ProductPageProps) {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const navigate = useNavigate()
  const product = findProduct(registry, name)
  const all = (
    <Anchor component={Link} to={paths.products()} size="sm">
      Products
    </Anchor>
  )
  if (product === null) {
    return (
      <Page title="No such product" back={all}>
        <Panel title={name}>
          <EmptyState
            icon={<IconPackages size={24} stroke={1.5} />}
            title={`There is no product named ${name}`}
          >
            It may have been deleted, or the address is not quite right.
          </EmptyState>
        </Panel>
      </Page>
    )
  }
  const remove = async () => {
    await deleteProductUndoably(name, product)
    await navigate({ to: paths.products() })
  }
  const releases = Object.keys(product.releases).length
  return (
    <ReleaseActions>
      <Page
        title={name}
        back={all}
        description={
          <>
            <Anchor
              inherit
              underline="always"
              renderRoot={(props) => <Link {...props} to={paths.firmware()} search={{ find: name }} />}
            >
              {releases === 1 ? '1 release' : `${releases} releases`}
            </Anchor>
            {' · '}
            <DeviceCount query={`product:${name}`} underlined />
          </>
        }
        actions={
          <DisabledReason reason={refusalOf(deleting({ product: name }), registry)?.sentence ?? null}>
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => remove().catch(toastError)}
            >
              Delete product
            </Button>
          </DisabledReason>
        }
      >
        <ChannelsPanel registry={registry} name={name} product={product} />
        <BoardsPanel registry={registry} name={name} product={product} />
        <AddressPanel name={name} product={product} chosen={chosen} onChoose={onChoose} />
        {!product.demo && <InstallPanel registry={registry} name={name} product={product} chosen={chosen} />}
      </Page>
    </ReleaseActions>
  )
}
