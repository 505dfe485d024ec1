import { setChannel } from '@cyberdeck-ota/core'
import { makeImage } from '@cyberdeck-ota/esp-image'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { type ServerUnderTest, upload } from './managementServer.ts'

/** What a poll says in its URL. */
interface Says {
  version?: string
  product?: string
  /** An id of its own. */
  device?: string
}

/** MAC of the board of this number. */
export const macOf = (board: number): string =>
  `24:6F:28:00:00:${board.toString(16).toUpperCase().padStart(2, '0')}`

/** Polls as Arduino's updater for ESP32 does, with the MAC of a board or without one. Resolves when the store knows of it. */
export async function poll(
  { app, fleet }: Pick<ServerUnderTest, 'app' | 'fleet'>,
  board: number | null,
  says: Says = {},
): Promise<LightMyRequestResponse> {
  const answer = await app.inject({
    url: '/ota',
    query: { ...says },
    remoteAddress: `10.0.0.${board ?? 250}`,
    headers: {
      'user-agent': 'ESP32-http-Update',
      ...(board !== null && { 'x-esp32-base-mac': macOf(board) }),
    },
  })
  await fleet.flush()
  return answer
}

/** Publishes a small image for each version, one after another; `stable` points at the last unless it is told another. */
export async function publish(server: ServerUnderTest, versions: string[], stable?: string): Promise<void> {
  for (const version of versions) {
    const { status } = await upload(server, [
      ['version', version],
      ['publish', 'stable'],
      ['file', makeImage({ version }), 'app.bin'],
    ])
    expect(status).toBe(201)
  }
  const channel = { product: 'default', channel: 'stable', recall: false }
  if (stable !== undefined) await server.registry.change(setChannel({ ...channel, version: stable }), 'test')
}
