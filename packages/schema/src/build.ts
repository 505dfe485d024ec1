import { z } from 'zod'
import { ByteCount, Md5, Sha256, Sha512, Timestamp } from './scalars.ts'

/** What kind of payload a build is. `encrypted` and `app-without-descriptor` were allowed by hand at upload. */
export const BuildKind = z.enum(['app', 'app-without-descriptor', 'encrypted', 'esp8266-app', 'esp8266-gzip'])
export type BuildKind = z.infer<typeof BuildKind>

/** A signature found in an image: described, not verified. Key digests are SHA-256 as espsecure prints them. */
export const BuildSignature = z.object({
  scheme: z.enum(['secure-boot-v1', 'secure-boot-v2-rsa', 'secure-boot-v2-ecdsa', 'arduino-sign']),
  keyDigests: z.array(Sha256),
})
export type BuildSignature = z.infer<typeof BuildSignature>

/** The merged original an app was taken out of, kept for flashing by USB. */
export const FactoryImage = z.object({
  sha256: Sha256,
  size: ByteCount,
  fileName: z.string(),
  /** Where in it the app was found, bytes. */
  appOffset: ByteCount,
  /**
   * Where in flash the file belongs, bytes. Absent: it lacks a bootloader, or was kept by a server that did not note it;
   * then it cannot be offered to a blank board.
   */
  address: ByteCount.optional(),
  /** It brings settings along, which may hold passwords: only for people who are signed in. */
  settings: z.literal(true).optional(),
})
export type FactoryImage = z.infer<typeof FactoryImage>

/** A file that a cable writes beside the app. */
export const FactoryPart = z.object({
  sha256: Sha256,
  size: ByteCount,
  fileName: z.string(),
  /** Where in flash it is written, bytes. */
  address: ByteCount,
})
export type FactoryPart = z.infer<typeof FactoryPart>

/** Names of the files that were uploaded beside an app, as the form has them. */
export const FactoryPartName = z.enum(['bootloader', 'partitions', 'otadata'])
export type FactoryPartName = z.infer<typeof FactoryPartName>

/** What a blank board needs beside the app, where it was uploaded file by file. */
export const FactoryParts = z.object({
  bootloader: FactoryPart,
  partitions: FactoryPart,
  /** Null where the partition table has no place for it. */
  otadata: FactoryPart.nullable(),
  /** Where in flash the app goes: the slot that starts with these parts. Bytes. */
  appAddress: ByteCount,
})
export type FactoryParts = z.infer<typeof FactoryParts>

/** One immutable image for one board, named by the SHA-256 of its file. Null means: the image does not say. */
export const Build = z.object({
  sha256: Sha256,
  md5: Md5,
  sha512: Sha512,
  /** Bytes of the file, which is the Content-Length a device sees. */
  size: ByteCount,
  kind: BuildKind,
  /** Espressif's name of the chip family ("ESP32-S3"), `chip-<id>` for one unknown here, null for an opaque payload. */
  chip: z.string().nullable(),
  chipId: z.int().nullable(),
  /** Bytes of the image proper: what a device hashes when it says what it runs. Without signature and padding. */
  imageLength: ByteCount,
  /** What a device that runs this build sends as x-ESP32-sketch-md5; null when the file is not what ends up in flash. */
  runningMd5: Md5.nullable(),
  /** What a device that runs this build sends as x-ESP32-sketch-sha256, in lower case; null as above. */
  runningSha256: Sha256.nullable(),
  project: z.string().nullable(),
  /** The version inside the image; what the uploader typed is the release's. */
  embeddedVersion: z.string().nullable(),
  builtAt: z.string().nullable(),
  idf: z.string().nullable(),
  elfSha256: z.string().nullable(),
  secureVersion: z.int().nullable(),
  /** major*100+minor. */
  minChipRevision: z.int().nullable(),
  maxChipRevision: z.int().nullable(),
  /** Flash size in the image's header, bytes. */
  flashSize: ByteCount.nullable(),
  signature: BuildSignature.nullable(),
  factory: FactoryImage.nullable(),
  /** At most one of `factory` and `parts` is there: what was uploaded last. */
  parts: FactoryParts.optional(),
  /** The name the file had where it was uploaded; for people only, never a path. */
  fileName: z.string(),
  uploadedAt: Timestamp,
  uploadedBy: z.string(),
})
export type Build = z.infer<typeof Build>
