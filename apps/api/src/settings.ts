import { z } from 'zod'

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((n) => n >= least && n <= most, `is not between ${least} and ${most}`)

const flag = z.enum(['true', 'false', '1', '0'], { error: 'is not true or false' })

/** A sentence about what each setting is, printed by `--help`; the schema is the one place that knows them. */
export const SettingsSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(5000).describe('TCP port to listen on'),
  HOST: z.string().min(1).default('0.0.0.0').describe('address to listen on'),
  FIRMWARE_DIR: z
    .string()
    .min(1)
    .default('./firmware')
    .describe('data folder: meta.json, builds, cyberdeck.db'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' })
    .optional()
    .describe(
      'PostgreSQL for the registry, the fleet and the accounts; without it, files in the data folder',
    ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })
    .refine(
      (url) => !/[?#]/.test(url),
      'has a query or a fragment, which an address that paths are added to cannot have',
    )
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('address that boards should use; without it, the first LAN address and the port'),
  TRUST_PROXY: flag
    .transform((text) => text === 'true' || text === '1')
    .default(false)
    .describe('true behind a reverse proxy: believe what it adds to X-Forwarded-*'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'is not one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info')
    .describe('least severity that is logged'),
  UPLOAD_LIMIT_MB: wholeNumber(1, 1024).default(64).describe('largest upload, in MiB'),
  DOWNLOAD_LIMIT: wholeNumber(1, 100_000)
    .default(200)
    .describe('downloads served at once; past it, devices are told to come back'),
  DRAIN_SECONDS: wholeNumber(0, 86_400).default(300).describe('how long a stop waits for begun downloads'),
  CYBERDECK_OWNER_PASSWORD: z
    .string()
    .min(10, 'is shorter than 10 characters')
    .max(200, 'is longer than 200 characters')
    .optional()
    .describe('unattended first run: creates the owner `admin` with this password'),
  CYBERDECK_API_TOKEN: z
    .string()
    .min(32, 'is shorter than 32 characters')
    .max(200, 'is longer than 200 characters')
    .optional()
    .describe('unattended: an API token that is valid as long as it is set'),
})

/** The environment, understood. Sizes and durations in the units their names say. */
export type Settings = z.infer<typeof SettingsSchema>

/** A setting that cannot be used. `message` is one sentence that names it and never repeats a secret's value. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}

/** Reads the settings from an environment; an empty variable counts as unset. Throws {@link WrongSetting}. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = SettingsSchema.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new WrongSetting(`The setting ${issue?.path.join('.')} ${issue?.message}.`)
}
