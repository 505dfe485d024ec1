import type { BuildKind, BuildSignature } from '@cyberdeck-ota/schema'

/** What kind of payload an image is, for people. */
export const kindWords: Record<BuildKind, string> = {
  app: 'App image',
  'app-without-descriptor': 'App image without description',
  encrypted: 'Pre-encrypted payload',
  'esp8266-app': 'ESP8266 app image',
  'esp8266-gzip': 'ESP8266 app, compressed',
}

const schemes: Record<BuildSignature['scheme'], string> = {
  'secure-boot-v1': 'Secure Boot v1',
  'secure-boot-v2-rsa': 'Secure Boot v2, RSA',
  'secure-boot-v2-ecdsa': 'Secure Boot v2, ECDSA',
  'arduino-sign': 'Arduino signature',
}

/** The project an image names. Arduino's prebuilt libraries name the tool that built them, in every sketch. */
export function projectWords(project: string | null): string | null {
  return project?.endsWith('arduino-lib-builder') ? `${project} (every Arduino sketch says so)` : project
}

/** How an image is signed; the signature was found, not verified. */
export function signatureWords(signature: BuildSignature | null): string {
  return signature ? schemes[signature.scheme] : 'Not signed'
}

/** A chip revision as Espressif writes it, from major*100+minor: 301 is "v3.1". */
export function chipRevision(revision: number): string {
  return `v${Math.trunc(revision / 100)}.${revision % 100}`
}

/** Flash chips are sold in powers of two, and called 4 MB when they hold 4 MiB. */
export function flashWords(bytes: number): string {
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${kilobytes} KB` : `${kilobytes / 1024} MB`
}
