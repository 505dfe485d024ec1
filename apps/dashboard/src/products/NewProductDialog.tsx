import { createProduct as creating, refusalOf } from '@cyberdeck-ota/core'
import type { Registry } from '@cyberdeck-ota/schema'
import { useNavigate } from '@tanstack/react-router'
import { createProduct } from '../api/commands.ts'
import { paths } from '../paths.ts'
import { NameForm } from './NameForm.tsx'

/** Makes a product before its first upload, so that its address can go into a sketch. */
export function NewProductDialog({ registry, onClose }: { registry: Registry; onClose: () => void }) {
  const navigate = useNavigate()
  return (
    <NameForm
      title="New product"
      label="Name"
      description="As it stands in the device’s URL; it cannot be changed later"
      placeholder="thermostat"
      action="Make product"
      against={(product) => refusalOf(creating({ product }), registry)?.sentence ?? null}
      onSubmit={async (product) => {
        await createProduct(product)
        await navigate({ to: paths.product(product) })
      }}
      onClose={onClose}
    />
  )
}
