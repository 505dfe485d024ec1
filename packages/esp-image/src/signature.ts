import { alignUp, hex, startsWith, u32 } from './bytes.ts'
import { crc32 } from './crc32.ts'
import type { Hash } from './hashes.ts'
import type { SignatureFacts } from './inspection.ts'
import { isPadding } from './padding.ts'

/** A signature after an image; `end` is the file offset after it. */
export interface FoundSignature {
  facts: SignatureFacts
  end: number
}

const SECTOR = 4096
const BLOCK = 1216
const V1_LENGTH = 68
const ARDUINO_LENGTH = 512

/** The signature that follows an image of `imageLength` bytes, or null when there is none (or none known here). */
export function findSignature(bytes: Uint8Array, imageLength: number, sha256: Hash): FoundSignature | null {
  return (
    secureBootV2(bytes, imageLength, sha256) ??
    secureBootV1(bytes, imageLength) ??
    arduinoSign(bytes, imageLength)
  )
}

/** Whether a secure boot v2 signature sector stands where one would, be its blocks intact or not. */
export function hasSignatureSector(bytes: Uint8Array, imageLength: number): boolean {
  const at = alignUp(imageLength, SECTOR)
  return bytes[at] === 0xe7 && (bytes[at + 1] === 2 || bytes[at + 1] === 3) && at + SECTOR <= bytes.length
}

/** ets_secure_boot_signature_t (secure_boot_signature_priv.h): up to three blocks in the sector after the image. */
function secureBootV2(bytes: Uint8Array, imageLength: number, sha256: Hash): FoundSignature | null {
  if (!hasSignatureSector(bytes, imageLength)) return null
  const at = alignUp(imageLength, SECTOR)
  const scheme = bytes[at + 1] === 2 ? 'secure-boot-v2-rsa' : 'secure-boot-v2-ecdsa'
  const keyDigests: string[] = []
  for (let index = 0; index < 3; index++) {
    const block = bytes.subarray(at + index * BLOCK, at + (index + 1) * BLOCK)
    if (block[0] !== 0xe7 || block[1] !== bytes[at + 1]) break
    if (u32(block, 1196) !== crc32(block.subarray(0, 1196))) break
    keyDigests.push(hex(sha256(publicKey(block))))
  }
  return keyDigests.length > 0 ? { facts: { scheme, keyDigests }, end: at + SECTOR } : null
}

/** The bytes whose SHA-256 `espsecure signature-info-v2` prints and the eFuses hold. */
function publicKey(block: Uint8Array): Uint8Array {
  if (block[1] === 2) return block.subarray(36, 812)
  const sha384 = block[2] === 1
  return sha384 ? block.subarray(52, 52 + 97) : block.subarray(36, 36 + 65)
}

/** esp_secure_boot_sig_block_t: u32 version 0, then r and s of an ECDSA-P256 signature. */
function secureBootV1(bytes: Uint8Array, imageLength: number): FoundSignature | null {
  const end = imageLength + V1_LENGTH
  if (end > bytes.length || u32(bytes, imageLength) !== 0) return null
  if (isPadding(bytes, imageLength + 4, end) || !isPadding(bytes, end)) return null
  return { facts: { scheme: 'secure-boot-v1', keyDigests: [] }, end }
}

/**
 * Arduino core 3.3's tools/bin_signing.py appends 512 bytes without any mark: an RSA or DER-coded ECDSA signature, then
 * zeros. Taken for one only when the length of what is not zero fits a signature and nothing else follows.
 */
function arduinoSign(bytes: Uint8Array, imageLength: number): FoundSignature | null {
  const end = imageLength + ARDUINO_LENGTH
  if (end > bytes.length || !isPadding(bytes, end)) return null
  const field = bytes.subarray(imageLength, end)
  const used = field.findLastIndex((byte) => byte !== 0) + 1
  const ecdsa = startsWith(field, [0x30]) && field[1] === used - 2
  const rsa = [256, 384].some((length) => used <= length && used > length - 8)
  if (!(ecdsa || rsa) || isPadding(field)) return null
  return { facts: { scheme: 'arduino-sign', keyDigests: [] }, end }
}
