import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { resolveSession } from '@mashang/server/accounts/sessions.ts'
import { createApp } from '@mashang/server/app.ts'
import { signedIn } from '@mashang/server/core/auth/actor.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { route } from '@mashang/server/core/http/route.ts'
import { httpServer } from '@mashang/server/core/http/server.ts'
import { StandardOutput } from '@mashang/server/core/http/standard-output.ts'
import { JobMeter } from '@mashang/server/core/jobs.metrics.ts'
import { startJobs } from '@mashang/server/core/jobs.ts'
import { batchesJobs } from '@mashang/server/sheets/batches.jobs.ts'
import { createPrinter } from '@mashang/server/sheets/print/printer.ts'
import { inbox } from '@mashang/shared/issues/inbox.model.ts'
import { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import Fastify, { type FastifyInstance } from 'fastify'
import { inboxByBuilder } from './baseline-inbox.ts'
import { contextAt } from './fixture.ts'
import { BuilderDatabase, NoDatabase } from './other-databases.ts'
import type { Figures, Variant } from './servers.ts'
import { STATIC_PAGE, STATIC_PHOTO } from './web-plain.ts'

type Committed = Pick<Figures, 'groups' | 'units'>

interface Answering {
  app: FastifyInstance
  committed(): Committed
}

const nothing: Committed = { groups: 0, units: 0 }

async function application(context: Context): Promise<Answering> {
  const app = await createApp(context, { log: new StandardOutput() })
  return { app, committed: () => context.db.committed }
}

/** So fast that what the bench files within seconds came over days, as in ordinary times. */
const FAST = 100_000

async function looking(folder: string, floods: boolean, fast: boolean): Promise<Answering> {
  const context = await contextAt(folder)
  const began = Date.now()
  const now = fast ? () => began + (Date.now() - began) * FAST : context.clock.now
  const app = await createApp({ ...context, clock: { now } }, { log: new StandardOutput(), floods })
  return { app, committed: () => context.db.committed }
}

/** Every server that the bench can start, over a data folder. */
export const variants: Record<Variant, (folder: string) => Promise<Answering>> = {
  application: async (folder) => application(await contextAt(folder)),
  'application with a static page': async (folder) => {
    const answering = await application(await contextAt(folder))
    const photo = readFileSync(join(folder, STATIC_PHOTO))
    // Before the application sees it: nothing barer can come out of this server.
    const { server } = answering.app
    const [others] = server.listeners('request') as RequestListener[]
    server.removeAllListeners('request').on('request', (request, response) => {
      if (request.url === `/${STATIC_PHOTO}`)
        response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo)
      else if (request.url === '/static')
        response
          .writeHead(200, {
            'content-type': 'text/html; charset=utf-8',
            'content-encoding': 'gzip',
          })
          .end(gzipSync(readFileSync(join(folder, STATIC_PAGE))))
      else others?.(request, response)
    })
    return answering
  },
  'application with its printer': async (folder) => {
    const context = await contextAt(folder)
    const answering = await application(context)
    const printer = createPrinter()
    const stop = startJobs(batchesJobs(context, printer), answering.app.log, new JobMeter())
    answering.app.addHook('onClose', async () => {
      await stop()
      await printer.close()
    })
    return answering
  },
  'application without database': async (folder) => {
    const context = await contextAt(folder)
    return application({ ...context, db: new NoDatabase(context.db.engine) })
  },
  'one transaction per filing': async (folder) => {
    const context = await contextAt(folder)
    const db = new BuilderDatabase(context.db, join(folder, 'mashang.sqlite'))
    return application({ ...context, db })
  },
  'application on a fast clock': (folder) => looking(folder, false, true),
  'application that looks for floods, ordinary times': (folder) => looking(folder, true, true),
  'application that looks for floods, in one': (folder) => looking(folder, true, false),
  'inbox by builder and zod': async (folder) => {
    const context = await contextAt(folder)
    const app = await httpServer(
      context,
      (token) => resolveSession(context, token),
      new StandardOutput(),
    )
    // What fastify-type-provider-zod does with a reply.
    const byZod = (value: unknown): string => JSON.stringify(inbox.parse(value))
    route(app, issuesApi.inbox, async ({ actor, reply }) => {
      const found = await inboxByBuilder(context, signedIn(actor).representativeId ?? '')
      await reply.type('application/json; charset=utf-8').serializer(byZod).send(found)
      return found
    })
    return { app, committed: () => nothing }
  },
  bare: async () => {
    const app = Fastify()
    app.get('/', async () => ({ hello: 'world' }))
    return { app, committed: () => nothing }
  },
}
