import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = `http://127.0.0.1:${process.env.PORT ?? 5000}`

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    // A strict Content-Security-Policy allows files of our own and nothing inlined: no data: fonts, no inline polyfill.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    // Everything a page needs at once is one chunk on purpose: it is cached for ever, and a LAN has few round trips to spare.
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: {
      '/api': api,
      '/ota': api,
      '/healthz': api,
    },
  },
})
