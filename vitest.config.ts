import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * One HTTP test file, three databases: the same files run once per dialect, which the tests
 * read from MASHANG_TEST_DIALECT. Groups run one after another, so that the slow ones
 * (PGlite takes 3 s to open, a browser needs a core) never starve each other.
 */
const http = (name: 'sqlite' | 'pglite' | 'postgres', groupOrder: number) => ({
  extends: true as const,
  test: {
    name,
    include: ['tests/**/*.http.test.ts'],
    env: { MASHANG_TEST_DIALECT: name },
    // Each file opens its own app and closes it; loading the same modules for each took a third of the
    // time. Nothing in the server keeps state beside a context or a database.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    sequence: { groupOrder },
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    execArgv: ['--import', resolve('server/core/fast-resolve.mjs')],
    slowTestThreshold: 3_000,
    // A poll waits as long as a locator does: vitest's own second is too short for a busy machine.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.unit.test.ts'],
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      http('sqlite', 2),
      http('pglite', 3),
      http('postgres', 4),
      // The real server as a process of its own: killed, drained, on a full disk.
      {
        extends: true,
        test: {
          name: 'process',
          include: ['tests/**/*.process.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 5 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/**/*.e2e.test.ts'],
          globalSetup: ['tests/support/demo-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 6 },
        },
      },
    ],
  },
})
