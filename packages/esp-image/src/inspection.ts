/** What {@link inspectImage} can say of a file. Offsets and lengths are bytes; digests are lower-case hex. */
export type Inspection = Accepted | NeedsOverride | Merged | Refused

/** An app image that a device can take over the air. `notes` are findings worth telling, none of them a refusal. */
export interface Accepted {
  verdict: 'accepted'
  image: ImageFacts
  notes: ImageNote[]
}

/** Probably right, but only the uploader can know: sent again with `allow=<override>` it is accepted. */
export interface NeedsOverride {
  verdict: 'needs-override'
  override: 'no-descriptor' | 'encrypted'
  code: 'no-descriptor' | 'encrypted-image'
  sentence: string
  image: ImageFacts
  notes: ImageNote[]
}

/** A factory image (bootloader, partition table, apps in one file). Over the air only an app inside it is of use. */
export interface Merged {
  verdict: 'merged'
  code: 'merged-image'
  sentence: string
  /**
   * The app a device would boot first from this image; null when no slot holds a valid app. `offset` counts from the start
   * of the file, `length` includes a signature.
   */
  app: { offset: number; length: number; label: string; image: ImageFacts; notes: ImageNote[] } | null
  /**
   * Where in flash the file belongs, bytes; null when it lacks the bootloader that would start the app, so that a blank
   * board does not run with it.
   */
  address: number | null
  /** Whether it brings settings along (an NVS partition with something in it), which may hold passwords and keys. */
  settings: boolean
}

/** Not something a device may be sent. `sentence` says what it is and what to upload instead. */
export interface Refused {
  verdict: 'refused'
  code: RefusalCode
  sentence: string
}

/**
 * Stable codes; the management API answers with the same words. `corrupt-image` covers an image mangled as text on its way,
 * `not-an-image` a flash-encrypted one, `empty-file` erased flash and zeros, `zip-file` other archives as well.
 */
export type RefusalCode =
  | 'not-an-image'
  | 'bootloader-image'
  | 'ram-image'
  | 'partition-table'
  | 'otadata-image'
  | 'filesystem-image'
  | 'elf-file'
  | 'uf2-file'
  | 'hex-file'
  | 'gzip-file'
  | 'zip-file'
  | 'text-file'
  | 'truncated-image'
  | 'corrupt-image'
  | 'empty-file'

/** A finding that does not refuse the image. */
export interface ImageNote {
  code: 'padding' | 'unknown-trailing-bytes' | 'unknown-chip' | 'no-digest'
  detail: string
}

/** Where a signature is and of what scheme; it is described, not verified. */
export interface SignatureFacts {
  scheme: 'secure-boot-v1' | 'secure-boot-v2-rsa' | 'secure-boot-v2-ecdsa' | 'arduino-sign'
  /** SHA-256 of the public key as espsecure prints it, one per signature block; empty where the scheme embeds none. */
  keyDigests: string[]
}

/** Facts read from an app image. Null means: this image does not say. */
export interface ImageFacts {
  kind: 'app' | 'app-without-descriptor' | 'encrypted' | 'esp8266-app' | 'esp8266-gzip'
  /** Chip family as Espressif writes it ("ESP32", "ESP32-S3", "ESP8266"), `chip-<id>` for an id not known here, null when opaque. */
  chip: string | null
  /** `chip_id` of the image header; null for ESP8266 and opaque payloads. */
  chipId: number | null
  /** Bytes of the file that make up the image proper: header to digest, without signature and padding. */
  imageLength: number
  /** The digest at the image's end (the "validation hash" a running ESP32 reports as x-ESP32-sketch-sha256); null without one. */
  appendedSha256: string | null
  project: string | null
  /** Version inside the app descriptor, as it stands there. */
  version: string | null
  /** Build date and time of the descriptor, as they stand there ("Jul 24 2023 23:37:28"). */
  builtAt: string | null
  idf: string | null
  elfSha256: string | null
  secureVersion: number | null
  /** major*100+minor; null when unspecified. */
  minChipRevision: number | null
  maxChipRevision: number | null
  /** Flash size in the header, bytes. */
  flashSize: number | null
  signature: SignatureFacts | null
}
