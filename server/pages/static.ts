import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../core/context.ts'
import { wechatScript } from '../wechat/inside.ts'
import { clientDist, type VoterBundle } from './bundle.ts'
import { appPolicy, scriptMeta } from './document.ts'
import { installableRoutes } from './installable.ts'

/** Built files of the client (hashed names, kept for ever) and the two apps behind a sign-in. */
export async function staticRoutes(
  app: FastifyInstance,
  context: Context,
  bundle: VoterBundle,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: [join(clientDist, 'voter', 'assets'), join(clientDist, 'app', 'assets')],
    serve: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  })
  app.get<{ Params: { '*': string } }>('/assets/*', { config: { open: true } }, (request, reply) =>
    reply.sendFile(request.params['*']),
  )
  installableRoutes(app, bundle)
  for (const [prefix, file] of [
    ['/me', 'representative.html'],
    ['/office', 'office.html'],
  ] as const) {
    const html = readFileSync(join(clientDist, 'app', file), 'utf8')
    for (const path of [prefix, `${prefix}/*`]) {
      app.get(path, { config: { open: true } }, async (request, reply) => {
        const script = wechatScript(context, request)
        return reply
          .header('content-security-policy', appPolicy(script))
          .header('cache-control', 'no-cache')
          .type('text/html; charset=utf-8')
          .send(script === null ? html : html.replace('<head>', `<head>${scriptMeta(script)}`))
      })
    }
  }
}
