import { SettingsSchema } from './settings.ts'

/** What `--help` prints; the settings come from their schema. */
export function usage(): string {
  const names = Object.keys(SettingsSchema.shape)
  const width = Math.max(...names.map((name) => name.length))
  const settings = Object.entries(SettingsSchema.shape).map(([name, schema]) => {
    const given = schema.safeParse(undefined)
    const preset = given.success && given.data !== undefined ? ` (${given.data})` : ''
    return `  ${name.padEnd(width)}  ${schema.description}${preset}`
  })
  return [
    'Usage: node apps/api/dist/main.js [command]',
    '',
    '  (none)          serve',
    '  reset-password  give the owner a new password; with --stdin, the one on the first line of standard input',
    '  --help          print this',
    '  --version       print the version',
    '',
    'Settings, from the environment:',
    ...settings,
    '',
  ].join('\n')
}
