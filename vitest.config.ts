import { defineConfig } from 'vitest/config';

const jsx = { jsx: { runtime: 'automatic', importSource: 'preact' } } as const;

export default defineConfig({
  oxc: jsx,
  test: {
    reporters: process.env.CI ? ['default'] : ['default'],
    projects: [
      {
        oxc: jsx,
        test: {
          name: 'unit',
          include: ['{core,modules,web,server,db,fhir,cli,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.base.test.*', '**/node_modules/**'],
          pool: 'threads',
          isolate: false,
          testTimeout: 20_000,
        },
      },
      {
        oxc: jsx,
        test: {
          name: 'base',
          include: ['{core,modules,web,server,db,fhir,cli,tools}/**/*.base.test.{ts,tsx}'],
          pool: 'threads',
          globalSetup: ['db/essais.global.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        oxc: jsx,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.{ts,tsx}'],
          pool: 'forks',
          fileParallelism: false,
          maxConcurrency: 3,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
