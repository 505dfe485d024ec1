import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pnpm, root } from './pnpm.mjs'
import { sourcesFingerprint } from './sourcesFingerprint.mjs'

const apps = ['@cyberdeck-ota/api', '@cyberdeck-ota/dashboard']

/** Which sources the built server was made from; `npm start` builds again when they have changed. */
export const stamp = join(root, 'apps/api/dist/.built-from')

/**
 * Installs what the server needs and builds both apps. Returns whether it worked. Bundlers count as dependencies of the
 * apps, so that everything else a developer needs, half of it all, stays away.
 */
export function build() {
  const only = apps.flatMap((name) => ['--filter-prod', `${name}...`])
  // pnpm would look first whether all is there, find the packages for tests missing, and install them.
  const run = ['--config.verifyDepsBeforeRun=false', 'run', 'build']
  const done =
    install(only) && pnpm([...apps.flatMap((name) => ['--filter', name]), ...run], { quiet: true }) === 0
  if (done) writeFileSync(stamp, sourcesFingerprint(root))
  return done
}

/** In a developer's clone the developer's tools stay. */
export function install(filters) {
  return installLocked(existsSync(join(root, 'node_modules/@biomejs')) ? [] : ['--prod', ...filters])
}

/** Leaves only what the server runs with. pnpm takes nothing away that it was not asked about, so all of it goes first. */
function prune() {
  const projects = ['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  )
  for (const project of ['', ...projects]) {
    rmSync(join(root, project, 'node_modules'), { recursive: true, force: true })
  }
  return installLocked(['--prod', '--filter-prod', '@cyberdeck-ota/api...'])
}

/**
 * Installs from the lockfile, whose digests are what is trusted; asking the registry how old each release is takes ten
 * times as long.
 */
function installLocked(scope) {
  return (
    pnpm(['install', '--frozen-lockfile', '--config.minimumReleaseAge=0', ...scope], { quiet: true }) === 0
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exit((process.argv.includes('--prune') ? prune() : build()) ? 0 : 1)
}
