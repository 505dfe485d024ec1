import type { Demo } from '@cyberdeck-ota/schema'
import { Alert, Button, Group } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { removeDemo } from '../api/deviceCommands.ts'
import { deviceQueries } from '../api/deviceQueries.ts'
import { deviceWords } from '../fleet/fleetCounts.ts'
import { paths } from '../paths.ts'
import { toast, toastError } from '../ui/toast.tsx'

/** Says that the demo fleet runs, as long as it does, and ends it. */
export function DemoBanner() {
  const { data: demo } = useQuery(deviceQueries.demo)
  return demo?.running ? <RunningDemo {...demo} /> : null
}

function RunningDemo({ product, devices }: Demo) {
  const removing = useMutation({
    mutationFn: removeDemo,
    onSuccess: () => toast('The demo fleet is gone, and nothing is left of it.'),
    onError: toastError,
  })
  return (
    <Alert
      color="blue"
      icon={<IconFlask size={18} aria-hidden />}
      title={`A demo fleet is running: ${deviceWords(devices)}, all virtual`}
    >
      <Group justify="space-between" gap="xs">
        <span>
          {product === null ? 'It polls' : `It polls for the product ${product},`} and counts on these pages
          until it is removed. Your own devices and releases are not touched.
        </span>
        <Group gap="xs">
          {product !== null && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => (
                <Link {...props} to={paths.devices()} search={{ query: `product:${product}` }} />
              )}
            >
              See them
            </Button>
          )}
          <Button size="xs" loading={removing.isPending} onClick={() => removing.mutate()}>
            Remove the demo
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}
