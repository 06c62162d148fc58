import { fileURLToPath } from 'node:url'
import type { RenderedPage, VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { createViteServer } from 'vitest/node'

const client = fileURLToPath(new URL('../../client/', import.meta.url))

export interface VoterRenderer {
  render(page: VoterPage): Promise<RenderedPage>
  styleSheets: readonly string[]
  close(): Promise<void>
}

/** The voter's server rendering straight from the sources, without a build. */
export async function openVoterRenderer(): Promise<VoterRenderer> {
  const server = await createViteServer({
    root: client,
    configFile: `${client}vite.config.ts`,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  })
  const module = (await server.ssrLoadModule('/voter.ssr.ts')) as Omit<VoterRenderer, 'close'>
  return { render: module.render, styleSheets: module.styleSheets, close: () => server.close() }
}
