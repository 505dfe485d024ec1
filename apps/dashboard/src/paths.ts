/** Where pages are. Every link goes through here; names are encoded, so any product or version makes one segment. */
export const paths = {
  overview: () => '/',
  firmware: () => '/firmware',
  release: ({ product, version }: { product: string; version: string }) =>
    `/firmware/${encodeURIComponent(product)}/${encodeURIComponent(version)}`,
  settings: () => '/settings',
  signIn: () => '/sign-in',
  claim: () => '/claim',
}
