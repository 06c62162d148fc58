import { rmSync } from 'node:fs'
import { startServer } from '@mashang/scripts/support/server-process.ts'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of a demo district as its first start leaves it. */
    demoFolder: string
  }
}

/** Plays the demo's history once; every file of the browser tests begins with a copy of it. */
export default async function prepareDemo(project: TestProject): Promise<() => void> {
  const server = await startServer()
  await server.end()
  project.provide('demoFolder', server.folder)
  return () => rmSync(server.folder, { recursive: true, force: true })
}
