import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { temporaryFolder } from '@cyberdeck-ota/test-server'
import { serverPrefix, stop } from './processes.ts'

/** nginx with one worker serving `image.bin` of `size` bytes; null where it is not installed. */
export async function startNginx(size: number): Promise<{ port: number; stop(): Promise<void> } | null> {
  if (spawnSync('nginx', ['-v']).status !== 0) return null
  const folder = temporaryFolder()
  const port = await freePort()
  writeFileSync(join(folder.path, 'image.bin'), Buffer.alloc(size, 0xe9))
  writeFileSync(
    join(folder.path, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder.path}/nginx.pid; error_log ${folder.path}/error.log;
     user root;
     events { worker_connections 2048; }
     http { access_log off; sendfile on; tcp_nopush on; default_type application/octet-stream;
       client_body_temp_path ${folder.path}/a; proxy_temp_path ${folder.path}/b; fastcgi_temp_path ${folder.path}/c;
       uwsgi_temp_path ${folder.path}/d; scgi_temp_path ${folder.path}/e;
       server { listen 127.0.0.1:${port} backlog=4096; root ${folder.path}; } }`,
  )
  const [command = '', ...args] = [
    ...serverPrefix,
    'nginx',
    '-p',
    folder.path,
    '-c',
    join(folder.path, 'nginx.conf'),
  ]
  const child = spawn(command, args, { stdio: 'ignore' })
  for (let tries = 0; tries < 50; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/image.bin`, { method: 'HEAD' }).catch(() => null)
    if (answer?.ok) break
    await delay(100)
  }
  return {
    port,
    stop: async () => {
      child.kill('SIGTERM')
      await stop(child)
      folder.remove()
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
