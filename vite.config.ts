import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { messagesPlugin } from './test/setup/messages.mjs'

const page = {
  outDir: 'dist',
  // test/setup/build.mjs empties the folder, but for dist/lib.
  emptyOutDir: false,
  // A content security policy without data: and inline scripts must be possible.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
}

const library = {
  outDir: 'dist/lib',
  emptyOutDir: true,
  copyPublicDir: false,
  minify: false,
  lib: { entry: 'src/lib.ts', formats: ['es' as const], fileName: () => 'lib.js' },
}

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [messagesPlugin(), react()],
  build: {
    target: 'baseline-widely-available',
    sourcemap: false,
    ...(mode === 'lib' ? library : page),
  },
  server: { cors: true, headers: { 'Access-Control-Allow-Origin': '*' } },
  preview: {
    port: 4173,
    strictPort: false,
    cors: true,
    headers: { 'Access-Control-Allow-Origin': '*' },
  },
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/**/*.dom.test.ts'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['test/**/*.dom.test.{ts,tsx}'],
          exclude: ['test/e2e/**'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: 'test/setup/preview.ts',
        },
      },
    ],
  },
}))
