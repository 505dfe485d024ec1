import { z } from 'zod'

/** Numbers in the documentation; some generators write "0x10000". */
const Offset = z.union([z.number(), z.string()])

const Part = z.object({ path: z.string().min(1), offset: Offset.default(0) })

/**
 * What this page reads of an ESP Web Tools manifest (esphome.github.io/esp-web-tools, `src/const.ts` of 10.4.0). Everything
 * else in it is for other pages. A build without `parts` is for updates over the air.
 */
export const Manifest = z.object({
  name: z.string().optional(),
  version: z.union([z.string(), z.number().transform(String)]).optional(),
  builds: z.array(
    z.object({
      chipFamily: z.string().min(1),
      /** Of builds for one chip, those for native USB and for a USB bridge. */
      serialType: z.string().optional(),
      parts: z.array(Part).default([]),
    }),
  ),
})
export type Manifest = z.infer<typeof Manifest>
