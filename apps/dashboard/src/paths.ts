import { deviceInUrl } from '@cyberdeck-ota/schema'

/** Where pages are. Every link goes through here; names are encoded, so any product or version makes one segment. */
export const paths = {
  overview: () => '/',
  devices: () => '/devices',
  device: (id: string) => `/devices/${deviceInUrl(id)}`,
  firmware: () => '/firmware',
  release: ({ product, version }: { product: string; version: string }) =>
    `/firmware/${encodeURIComponent(product)}/${encodeURIComponent(version)}`,
  products: () => '/products',
  product: (product: string) => `/products/${encodeURIComponent(product)}`,
  flash: () => '/flash',
  settings: () => '/settings',
  signIn: () => '/sign-in',
  claim: () => '/claim',
}
