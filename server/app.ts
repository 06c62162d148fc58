import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import type { FastifyInstance } from 'fastify'
import { resolveSession } from './accounts/sessions.ts'
import { backupsMetrics } from './backups/backups.metrics.ts'
import type { Context } from './core/context.ts'
import { openApi } from './core/http/documents.ts'
import { healthRoutes } from './core/http/health.ts'
import { logMetrics } from './core/http/logging.metrics.ts'
import type { Log } from './core/http/logging.ts'
import { httpServer } from './core/http/server.ts'
import type { JobMeter } from './core/jobs.metrics.ts'
import { AttemptMeter, deliveriesMetrics } from './deliveries/deliveries.metrics.ts'
import { features } from './features.ts'
import { FloodWatch } from './issues/flood.watch.ts'
import { RecentVisits } from './sheets/recent-visits.ts'
import { ScanCounter } from './sheets/scan-counter.ts'

export interface AppOptions {
  /** One-time token of an empty system's first administrator; null when there is one. */
  setupToken?: string | null
  /** Counts scans; whoever runs its job hands it in. */
  scans?: ScanCounter
  /** Counts messages offered to peers; whoever runs their jobs hands it in. */
  attempts?: AttemptMeter
  /** Counts how repeating work ends; whoever runs it hands it in. */
  jobs?: JobMeter
  /** Whether every filing is looked at for a flood; as the limits are, where it is left out. */
  floods?: boolean
  /** Where the structured log goes; none where it is left out. */
  log?: Log
  /** Whether the process is on its way out. */
  draining?: () => boolean
}

/** The whole application over a context: no port is opened here, tests inject requests. */
export async function createApp(
  context: Context,
  options: AppOptions = {},
): Promise<FastifyInstance> {
  const log = options.log ?? false
  const app = await httpServer(context, (token) => resolveSession(context, token), log)
  const scans = options.scans ?? new ScanCounter(context)
  const reporters = new RecentVisits(context.clock)
  const floods = (options.floods ?? context.config.limits) ? new FloodWatch(context) : null
  const endpoints: Endpoint[] = []
  app.addHook('onRoute', (route) => {
    if (route.config?.endpoint !== undefined && route.method !== 'HEAD')
      endpoints.push(route.config.endpoint)
  })
  healthRoutes(app, context, options.draining ?? (() => false), (registry) => {
    deliveriesMetrics(context, registry, options.attempts ?? new AttemptMeter())
    backupsMetrics(context, registry)
    if (log !== false) logMetrics(log, registry)
    options.jobs?.showIn(registry)
  })
  for (const feature of features)
    await feature(app, context, {
      setupToken: options.setupToken ?? null,
      scans,
      reporters,
      floods,
    })
  let document: string | undefined
  app.get('/api/openapi.json', { config: { open: true } }, async (_request, reply) => {
    document ??= JSON.stringify(openApi(endpoints, '1.0.0'))
    return reply.type('application/json').header('cache-control', 'no-cache').send(document)
  })
  await app.ready()
  return app
}
