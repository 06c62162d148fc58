import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Context } from '../context.ts'
import { ofEachKind } from './answers.ts'

/**
 * For the operator: alive, ready (the database answers and takes writes, and we are not draining), and figures.
 * @param measure adds what features measure
 */
export function healthRoutes(
  app: FastifyInstance,
  context: Context,
  draining: () => boolean,
  measure: (registry: Registry) => void = () => undefined,
): void {
  const registry = new Registry()
  // Several districts are watched together, and one's live sweep must not hide another's dead one.
  registry.setDefaultLabels({ district: context.district })
  measure(registry)
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'mashang_http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'mashang_http_request_seconds',
    help: 'Time to answer, in seconds',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  // Looking a label up is the dear part, so what each route counts on is kept.
  const observerOf = ofEachKind(({ method, route, status }) => {
    const count = requests.labels({ method, route, status: String(status) })
    const time = seconds.labels({ route })
    return (ms: number) => {
      count.inc()
      time.observe(ms / 1000)
    }
  })
  app.onAnswered((answer) => observerOf(answer)(answer.ms))
  const open = { config: { open: true as const } }
  app.get('/healthz', open, async (_request, reply) =>
    reply.type('application/json').send('{"status":"ok"}'),
  )
  app.get('/readyz', open, async (_request, reply) => {
    reply.type('application/json').header('cache-control', 'no-store')
    if (draining()) return reply.code(503).send('{"status":"draining"}')
    try {
      await context.db.engine.ping()
    } catch (error) {
      app.log.error({ err: error }, 'database does not answer')
      return reply.code(503).send('{"status":"database does not answer"}')
    }
    if (context.db.fence.isUp)
      return reply
        .code(503)
        .send('{"status":"disk refused a sync: nothing is written until a restart"}')
    return reply.send('{"status":"ready"}')
  })
  app.get('/metrics', open, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
