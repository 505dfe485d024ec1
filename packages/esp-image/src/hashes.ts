import { md5 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** One-shot hash: the whole message in, the digest out. */
export type Hash = (data: Uint8Array) => Uint8Array

/** Native hashes to use in place of the JavaScript ones, e.g. node:crypto's on the server (some ten times faster). */
export interface HashOptions {
  sha256?: Hash
  md5?: Hash
}

/** The same hashes in JavaScript, for where nothing faster is at hand. */
export const defaultHashes: Required<HashOptions> = { sha256, md5 }
