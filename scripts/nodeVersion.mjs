/** Ends the process with one sentence on a Node that is too old; without it the first error is somebody's syntax error. */
export function requireNode(major, minor) {
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number)
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return
  console.error(`Cyberdeck OTA needs Node ${major}.${minor} or newer; this is Node ${process.versions.node}.`)
  process.exit(1)
}
