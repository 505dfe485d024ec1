import type { BuildFileKind } from '@cyberdeck-ota/core'
import {
  type ClaimRequest,
  CreatedApiToken,
  type NewApiToken,
  type Registry,
  type ReleaseEdit,
  type SignInRequest,
} from '@cyberdeck-ota/schema'
import { queries } from './queries.ts'
import { invalidate, queryClient } from './queryClient.ts'
import { request, send } from './request.ts'

/** A release as the API addresses it. */
export interface ReleaseName {
  product: string
  version: string
}

const productPath = (product: string) => `/products/${encodeURIComponent(product)}`
const boardPath = ({ product, board }: { product: string; board: string }) =>
  `${productPath(product)}/boards/${encodeURIComponent(board)}`
const channelPath = ({ product, channel }: { product: string; channel: string }) =>
  `${productPath(product)}/channels/${encodeURIComponent(channel)}`
const releasePath = ({ product, version }: ReleaseName) =>
  `${productPath(product)}/releases/${encodeURIComponent(version)}`

/*
 * Everything that changes something on the server. Each call reads again what it changed, throws `ApiProblem`, and
 * needs no hook; `useMutation({ mutationFn: setChannel })` tells of its state where that matters.
 */

/** The registry as it is at this moment, whatever was read of it before. */
export function registryNow(): Promise<Registry> {
  return queryClient.fetchQuery({ ...queries.registry, staleTime: 0 })
}

/** Makes the owner account and signs in. */
export async function claim(body: ClaimRequest) {
  await send('/claim', { method: 'POST', body })
  queryClient.removeQueries(queries.me)
}

export async function signIn(body: SignInRequest) {
  await send('/session', { method: 'POST', body })
  queryClient.removeQueries(queries.me)
}

export async function signOut() {
  await send('/session', { method: 'DELETE' })
  queryClient.clear()
}

/** Makes a product with nothing in it. */
export async function createProduct(product: string) {
  await send('/products', { method: 'POST', body: { product } })
  await invalidate('registry')
}

export async function deleteProduct(product: string) {
  await send(productPath(product), { method: 'DELETE' })
  await invalidate('registry')
}

/** Makes a board known before its first build; `chip` null: its first build tells. */
export async function declareBoard(board: { product: string; board: string; chip: string | null }) {
  await send(boardPath(board), { method: 'PUT', body: { chip: board.chip } })
  await invalidate('registry')
}

export async function deleteBoard(board: { product: string; board: string }) {
  await send(boardPath(board), { method: 'DELETE' })
  await invalidate('registry')
}

/** Points a channel at a release; `recall` brings devices back that run something newer. */
export async function setChannel(target: ReleaseName & { channel: string; recall: boolean }) {
  const { version, recall } = target
  await send(channelPath(target), { method: 'PUT', body: { version, recall } })
  await invalidate('registry', 'server')
}

export async function deleteChannel(channel: { product: string; channel: string }) {
  await send(channelPath(channel), { method: 'DELETE' })
  await invalidate('registry', 'server')
}

/** Changes what `edit` names of a release: notes, stepping stone, aliases, version. */
export async function editRelease({ edit, ...release }: ReleaseName & { edit: ReleaseEdit }) {
  await send(releasePath(release), { method: 'PATCH', body: edit })
  await invalidate('registry', 'devices')
}

/** Deletes a release; {@link restoreRelease} brings it back for a day. */
export async function deleteRelease(release: ReleaseName) {
  await send(releasePath(release), { method: 'DELETE' })
  await invalidate('registry')
}

export async function restoreRelease(release: ReleaseName) {
  await send(`${releasePath(release)}/restore`, { method: 'POST' })
  await invalidate('registry')
}

/** Makes an API token; the answer is the only time its secret is told. */
export async function createToken(body: NewApiToken) {
  const created = await request(CreatedApiToken, '/tokens', { method: 'POST', body })
  await invalidate('tokens')
  return created
}

export async function revokeToken(id: string) {
  await send(`/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' })
  await invalidate('tokens')
}

/** Where the browser downloads a build's file from. */
export function buildFileUrl(build: ReleaseName & { board: string }, file: BuildFileKind = 'app'): string {
  const query = file === 'app' ? '' : file === 'factory' ? '?factory=true' : `?part=${file}`
  return `/api/v1${releasePath(build)}/builds/${encodeURIComponent(build.board)}${query}`
}
