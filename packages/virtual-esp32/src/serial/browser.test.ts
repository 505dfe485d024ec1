import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, it } from 'vitest'

it('bundles for a browser without anything of Node', async () => {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('./index.ts', import.meta.url)),
    platform: 'browser',
    external: /^node:/,
  })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  expect(output).toHaveLength(1)
  expect(output[0].imports).toEqual([])
  expect(output[0].code).not.toMatch(/\b(Buffer|process)\./)
  expect(output[0].exports).toContain('createVirtualSerialEsp32')
})
