import type { FastifyInstance } from 'fastify'

/** The port cannot be had; `message` is one sentence that names it and says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

/** Listens, or throws {@link CannotListen}. */
export async function listen(
  app: FastifyInstance,
  { host, port, backlog }: { host: string; port: number; backlog: number },
): Promise<void> {
  try {
    await app.listen({ host, port, backlog })
  } catch (error) {
    throw new CannotListen(whyNot(error as NodeJS.ErrnoException, host, port), { cause: error })
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      // https://developer.apple.com/forums/thread/682332
      return `Port ${port} is in use by another program${process.platform === 'darwin' && port === 5000 ? ' (on macOS usually AirPlay Receiver)' : ''}; stop that or set PORT to another port.`
    case 'EACCES':
      return `Port ${port} may not be opened by this user; set PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}; set HOST to one it has, or to 0.0.0.0 for all.`
    default:
      return `Port ${port} cannot be opened: ${message}.`
  }
}
