import { Button, Text } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { Panel } from '../ui/Panel.tsx'

/** The way to products, boards and channels, for who looks for them among the settings. */
export function ProductsPanel() {
  const { data: registry } = useSuspenseQuery(queries.registry)
  const count = Object.keys(registry.products).length
  return (
    <Panel
      title="Products, boards and channels"
      actions={
        <Button component={Link} to={paths.products()} size="xs" variant="default">
          Open products
        </Button>
      }
    >
      <Text size="sm" c="dimmed">
        {count === 0 ? 'No product yet' : count === 1 ? '1 product' : `${count} products`}. What a device says
        of itself in its URL stands there too.
      </Text>
    </Panel>
  )
}
