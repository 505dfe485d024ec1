import { type BuildFileKind, buildFileName, cableFilesOf, type NamedBuild } from '@cyberdeck-ota/core'
import type { Build } from '@cyberdeck-ota/schema'
import type { NamedFile } from './esptoolLine.ts'

/** A file to download, as it will be called on the visitor's disk. */
export interface OfferedFile {
  file: BuildFileKind
  name: string
  /** Bytes. */
  size: number
}

/** What somebody who flashes a build with tools of their own needs. */
export interface ByHandPlan {
  offered: OfferedFile[]
  /**
   * All that makes a blank board run it, lowest address first; null where the build came as an app alone. An ESP8266 has
   * no partition table, and its app begins the flash.
   */
  everything: NamedFile[] | null
  /** The app alone, for a board that has its bootloader and partition table; null where there is no such thing. */
  app: AppByHand | null
}

export interface AppByHand {
  write: NamedFile
  /** Where otadata is, bytes: erased, so that the bootloader starts the first slot. Null: the board has none. */
  otadata: number | null
  /** Nothing tells the board's partition table, so these addresses are those of the usual one. */
  assumed: boolean
}

/** otadata takes two sectors (docs.espressif.com, ESP-IDF, "Over The Air Updates"). Bytes. */
export const otadataSize = 0x2000

/** Where Arduino's and PlatformIO's default tables have them (arduino-esp32, `tools/partitions/default.csv`). Bytes. */
const usual = { app: 0x1_0000, otadata: 0xe000 }

/** @param named what the files are called by */
export function byHandPlan(build: Build, named: NamedBuild): ByHandPlan {
  const nameOf = (file: BuildFileKind) => buildFileName(named, file)
  const cable = cableFilesOf(build)
  const offered: [BuildFileKind, number][] = [
    ['app', build.size],
    ...(build.factory ? [['factory', build.factory.size] as [BuildFileKind, number]] : []),
    ...(cable ?? []).flatMap(({ file, size }): [BuildFileKind, number][] =>
      file === 'app' || file === 'factory' ? [] : [[file, size]],
    ),
  ]
  return {
    offered: offered.map(([file, size]) => ({ file, name: nameOf(file), size })),
    everything:
      build.kind === 'esp8266-app'
        ? [{ name: nameOf('app'), address: 0 }]
        : (cable?.map(({ file, address }) => ({ name: nameOf(file), address })) ?? null),
    app: appOf(build, nameOf('app')),
  }
}

function appOf({ kind, parts, factory }: Build, name: string): AppByHand | null {
  if (kind !== 'app' && kind !== 'app-without-descriptor') return null
  if (parts) {
    const otadata = parts.otadata?.address ?? null
    return { write: { name, address: parts.appAddress }, otadata, assumed: false }
  }
  const address = factory?.address === undefined ? usual.app : factory.address + factory.appOffset
  return { write: { name, address }, otadata: usual.otadata, assumed: true }
}
