import { z } from 'zod'

/** `limit` of a list: a whole number from 1 to `most`, `usual` when it is not given. */
export function limitParameter({ most, usual }: { most: number; usual: number }) {
  return z.coerce
    .number('limit is a number')
    .int('limit is a whole number')
    .min(1, 'limit is at least 1')
    .max(most, `limit is at most ${most}`)
    .default(usual)
}
