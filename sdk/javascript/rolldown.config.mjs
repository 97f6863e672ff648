import { defineConfig } from 'rolldown'

const shared = { platform: 'neutral', treeshake: true }

export default defineConfig([
  {
    ...shared,
    input: { index: 'src/index.ts' },
    output: { dir: 'dist', format: 'esm', minify: true, entryFileNames: '[name].js' },
  },
  {
    ...shared,
    input: { 'telemetry.iife': 'src/index.ts' },
    output: {
      dir: 'dist',
      format: 'iife',
      name: 'telemetry',
      minify: true,
      entryFileNames: '[name].js',
    },
  },
  {
    ...shared,
    external: /^node:/,
    input: { node: 'src/node.ts', 'react-native': 'src/react-native.ts' },
    output: {
      dir: 'dist',
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'shared.js',
    },
  },
])
