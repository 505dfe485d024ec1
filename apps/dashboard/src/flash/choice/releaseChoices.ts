import { cableFilesOf, compareVersions } from '@cyberdeck-ota/core'
import type { Build, Product, Registry } from '@cyberdeck-ota/schema'
import { notForCable } from '../../image/notForCable.ts'
import { type BuildFor, chipsOf } from './buildFor.ts'

/** A product whose releases can be flashed. */
export interface ProductChoice {
  name: string
  product: Product
  /** Newest first; at least one. */
  releases: ReleaseChoice[]
  /** What `stable` points at, else the newest. */
  usual: ReleaseChoice
}

export interface ReleaseChoice {
  version: string
  /** By the board's name. */
  builds: BuildFor[]
  /** Whether the chip that turns up tells which build is meant, if not for every chip. */
  chipTells: boolean
}

/** What the library has to flash. Programs of the demo are made up, so its releases are not among them. */
export function releaseChoices({ products }: Registry): ProductChoice[] {
  return Object.keys(products)
    .sort()
    .flatMap((name) => {
      const product = products[name]
      return product && !product.demo ? choicesOf(name, product) : []
    })
}

function choicesOf(name: string, product: Product): ProductChoice[] {
  const releases = Object.values(product.releases)
    .filter(({ builds }) => Object.keys(builds).length > 0)
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(({ version, builds }): ReleaseChoice => {
      const sorted = Object.keys(builds)
        .sort()
        .flatMap((board) => (builds[board] ? [{ board, build: builds[board] }] : []))
      return { version, builds: sorted, chipTells: sorted.length === 1 || chipsOf(sorted).length > 1 }
    })
  const stable = product.channels.stable?.version
  const usual = releases.find(({ version }) => version === stable) ?? releases[0]
  return usual ? [{ name, product, releases, usual }] : []
}

/** What a cable can do with a build. */
export type CableUse = 'any-board' | 'running-board' | 'none'

/** `running-board`: an app alone, for a board that has a bootloader and a partition table already. */
export function cableUse(build: Build): CableUse {
  if (notForCable(build)) return 'none'
  // The app of an ESP8266 begins the flash, so nothing goes before it.
  return build.kind === 'esp8266-app' || cableFilesOf(build) ? 'any-board' : 'running-board'
}
