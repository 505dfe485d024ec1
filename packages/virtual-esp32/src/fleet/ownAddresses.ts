import { createServer } from 'node:net'

/**
 * Whether this machine may call from `address`. Linux and Windows have all of 127.0.0.0/8, macOS only 127.0.0.1.
 */
export function canCallFrom(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(0, address, () => server.close(() => resolve(true)))
  })
}
