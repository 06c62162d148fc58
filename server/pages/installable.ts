import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { clientDist, type VoterBundle } from './bundle.ts'

const ICONS = ['icon-180.png', 'icon-192.png', 'icon-512.png', 'icon-mask-512.png'] as const

const manifest = JSON.stringify({
  id: '/me/',
  name: '码上代表',
  short_name: '码上代表',
  description: '代表和联络员用的：群众扫码反映的事，24 小时内回一句实在话。',
  lang: 'zh-CN',
  start_url: '/me/',
  scope: '/me/',
  display: 'standalone',
  background_color: '#ffffff',
  theme_color: '#ffffff',
  icons: [
    { src: '/me/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/me/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    {
      src: '/me/icons/icon-mask-512.png',
      sizes: '512x512',
      type: 'image/png',
      purpose: 'maskable',
    },
  ],
  shortcuts: [{ name: '我的码', url: '/me/code' }],
})

/** A worker fetches under the policy that it came with itself. */
const WORKER_POLICY = "default-src 'none';connect-src 'self';script-src 'self'"

/**
 * What lets a phone keep the representative's app on its home screen and open it without a signal, and
 * say something kind to a voter who has none.
 */
export function installableRoutes(app: FastifyInstance, bundle: VoterBundle): void {
  const open = { config: { open: true as const } }
  const script = (name: string): string =>
    readFileSync(join(clientDist, 'app', `${name}.js`), 'utf8')
  // The page that it keeps is made here, of the voter's build and this code.
  const version = createHash('sha256')
    .update(JSON.stringify([bundle.scripts('lookup'), bundle.styleHashes]))
    .digest('hex')
    .slice(0, 12)
  for (const [path, worker] of [
    ['/me/service-worker.js', script('service-worker')],
    ['/offline-worker.js', script('offline-worker').replace('__VERSION__', version)],
  ] as const)
    app.get(path, open, async (_request, reply) =>
      reply
        .header('content-security-policy', WORKER_POLICY)
        .header('cache-control', 'no-cache')
        .type('text/javascript; charset=utf-8')
        .send(worker),
    )
  app.get('/me/manifest.webmanifest', open, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('application/manifest+json').send(manifest),
  )
  for (const icon of ICONS) {
    const picture = readFileSync(join(clientDist, 'app', 'icons', icon))
    app.get(`/me/icons/${icon}`, open, async (_request, reply) =>
      reply.header('cache-control', 'public, max-age=86400').type('image/png').send(picture),
    )
  }
}
