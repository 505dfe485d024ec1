import { startCyberdeck } from './cyberdeck.ts'
import { spread } from './median.ts'
import { startNginx } from './nginx.ts'
import { residentBytes, runLoad, startReference, stop } from './processes.ts'

interface DownloadResult {
  bytesPerSecond: number
  complete: number
  failed: number
  busy: number
}

const size = 1_200_000
const rounds = 7
const megabytes = (bytes: number) => bytes / 1024 / 1024

/** A 1.2 MB image at 256 connections against nginx where it is installed, else against node:http sending one Buffer. */
export async function benchDownloads(): Promise<void> {
  const cyberdeck = await startCyberdeck({ size })
  const bare = await startReference({ BARE: 'http', IMAGE_BYTES: String(cyberdeck.size) })
  const nginx = await startNginx(cyberdeck.size)
  const against = nginx ? 'nginx' : 'bare node:http'
  console.log(`\n2. Downloads: ${(cyberdeck.size / 1e6).toFixed(1)} MB, 256 connections, against ${against}`)
  if (!nginx) console.log('   nginx is not installed here')
  const download = (port: number, path: string) =>
    runLoad<DownloadResult>('downloadLoad', { port, path, connections: 256, duration: 3_000 })
  try {
    const reference = nginx ?? bare
    const ratios: number[] = []
    const ours: number[] = []
    let failed = 0
    let complete = 0
    await download(cyberdeck.server.port, '/ota?version=1.00')
    await download(reference.port, '/image.bin')
    for (let round = 0; round < rounds; round++) {
      const mine = await download(cyberdeck.server.port, '/ota?version=1.00')
      const theirs = await download(reference.port, '/image.bin')
      ratios.push(mine.bytesPerSecond / theirs.bytesPerSecond)
      ours.push(megabytes(mine.bytesPerSecond))
      failed += mine.failed
      complete += mine.complete
    }
    console.log(`   Cyberdeck OTA      ${spread(ours, 0)} MiB/s`)
    console.log(`   ratio              ${spread(ratios)}   (wanted: at least 0.9)`)
    console.log(`   whole images       ${complete}, ${failed} broken off`)
  } finally {
    await Promise.all([cyberdeck.stop(), stop(bare.child), nginx?.stop()])
  }
}

/** What 500 boards that read 50 KB/s cost in memory. */
export async function benchSlowDownloads(): Promise<void> {
  console.log('\n3. 500 downloads at 50 KB/s: resident memory of the process')
  const cyberdeck = await startCyberdeck({ size })
  try {
    const path = '/ota?version=1.00'
    await runLoad('downloadLoad', { port: cyberdeck.server.port, path, connections: 1, duration: 100 })
    const idle = residentBytes(cyberdeck.server.pid)
    const samples: number[] = []
    const sampler = setInterval(() => samples.push(residentBytes(cyberdeck.server.pid)), 250)
    const load = await runLoad<DownloadResult>('downloadLoad', {
      port: cyberdeck.server.port,
      path,
      connections: 500,
      bytesPerSecond: 50_000,
      holdFor: 15_000,
    })
    clearInterval(sampler)
    const most = Math.max(...samples)
    console.log(`   idle               ${megabytes(idle).toFixed(0)} MiB`)
    console.log(
      `   at most            ${megabytes(most).toFixed(0)} MiB while ${Math.round(load.bytesPerSecond / 500 / 1000)} KB/s went to each`,
    )
    console.log(`   above idle         ${megabytes(most - idle).toFixed(1)} MiB   (wanted: less than 40)`)
  } finally {
    await cyberdeck.stop()
  }
}
