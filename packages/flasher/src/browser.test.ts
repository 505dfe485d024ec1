import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, it } from 'vitest'

it('bundles for a browser without anything of Node, the chips and Improv apart from the rest', async () => {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('./index.ts', import.meta.url)),
    platform: 'browser',
    external: /^node:/,
  })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  const chunks = output.filter((chunk) => chunk.type === 'chunk')
  expect(
    chunks
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((name) => name.startsWith('node:')),
  ).toEqual([])
  const ours = chunks.flatMap(({ modules }) =>
    Object.entries(modules).filter(([id]) => id.includes('/flasher/src/') || id.includes('/esp-image/src/')),
  )
  expect(ours.length).toBeGreaterThan(20)
  for (const [, { code }] of ours) expect(code ?? '').not.toMatch(/\b(Buffer|process|crypto)\./)
  expect(chunks.length).toBeGreaterThan(1)
})
