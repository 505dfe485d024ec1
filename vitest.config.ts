import { defineConfig } from 'vitest/config'

const withoutBrowser = ['**/node_modules/**', '**/dist/**', 'packages/browser-tests/**']

export default defineConfig({
  test: {
    reporters: ['default', './scripts/closingLine.mjs'],
    slowTestThreshold: 2_000,
    projects: [
      {
        test: {
          name: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/api/{src,test}/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: withoutBrowser,
          environment: 'node',
          // Its files import each other without extensions, which Node does not follow.
          server: { deps: { inline: ['improv-wifi-serial-sdk'] } },
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'dashboard',
          include: ['apps/dashboard/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          server: { deps: { inline: ['improv-wifi-serial-sdk'] } },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['packages/browser-tests/src/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
