import { FlashJob, type NewFlashJob } from '@cyberdeck-ota/schema'
import { invalidate } from './queryClient.ts'
import { request } from './request.ts'

/*
 * What the server does to boards that are plugged into it, in the manner of `commands.ts`.
 */

/** Begins to write a build to a board; the answer comes at once. */
export async function startFlashJob(body: NewFlashJob) {
  const job = await request(FlashJob, '/flash-jobs', { method: 'POST', body })
  await invalidate('flash-jobs')
  return job
}

/** Stops a job; resolves when its port is free. */
export async function cancelFlashJob(id: string) {
  await request(FlashJob, `/flash-jobs/${encodeURIComponent(id)}/cancel`, { method: 'POST' })
  await invalidate('flash-jobs')
}
