import { fileURLToPath } from 'node:url'
import { type OutputOptions, rolldown } from 'rolldown'

/** One script made of a module of this folder and all that it imports. */
export async function bundle(
  module: string,
  platform: 'browser' | 'node',
  output: OutputOptions,
): Promise<string> {
  const build = await rolldown({ platform, input: fileURLToPath(new URL(module, import.meta.url)) })
  const made = await build.generate({ ...output, codeSplitting: false })
  await build.close()
  return made.output[0].code
}
