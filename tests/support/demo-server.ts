import { type ServerProcess, startServer } from '@mashang/scripts/support/server-process.ts'
import { inject } from 'vitest'

/** The real server with a demo district of its own. */
export const startDemo = (settings: Record<string, string> = {}): Promise<ServerProcess> =>
  startServer({ from: inject('demoFolder'), settings })
