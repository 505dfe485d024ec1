import { z } from 'zod'
import { Slug, Timestamp } from './scalars.ts'

/** Sums of decimal fractions are only nearly what they are meant to be. */
const rounding = 1e-9
const share = z.number().min(0).max(1)

/** `PUT /api/v1/demo`: starts the demo fleet. Shares are of all its devices. */
export const DemoRequest = z
  .strictObject({
    devices: z
      .int()
      .min(1, 'a demo fleet has at least 1 device')
      .max(500, 'a demo fleet has at most 500 devices')
      .default(24),
    /** Repeats a fleet exactly. */
    seed: z.int().nonnegative().default(7),
    brick: share.default(0.02),
    bootLoop: share.default(0.06),
    flaky: share.default(0.08),
    wrongLabel: share.default(0.06),
    /** Of boards behind one address that do not say who they are; none where the machine has one loopback address only. */
    nat: share.default(0.06),
    sleepy: share.default(0.1),
  })
  .refine(
    ({ brick, bootLoop, flaky, wrongLabel, nat, sleepy }) =>
      brick + bootLoop + flaky + wrongLabel + nat + sleepy <= 1 + rounding,
    'the shares add up to more than 1',
  )
export type DemoRequest = z.infer<typeof DemoRequest>

/** Answer of `GET /api/v1/demo`. */
export const Demo = z.object({
  running: z.boolean(),
  /** The product its devices poll for; null when there is none. */
  product: Slug.nullable(),
  devices: z.int().nonnegative(),
  startedAt: Timestamp.nullable(),
})
export type Demo = z.infer<typeof Demo>
