import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Actor, authorize } from '../auth/actor.ts'
import { isLasting } from '../lasting.ts'
import { encodingFor } from './compression.ts'
import { LastingAnswers } from './lasting-answers.ts'
import { invalid } from './problems.ts'
import { serializerOf } from './serialize.ts'

/** What a handler is given: parts already checked by the endpoint's own schemas. */
export interface Call<P, Q, B> {
  params: P
  query: Q
  body: B
  actor: Actor | null
  request: FastifyRequest
  reply: FastifyReply
}

type Out<S> = S extends z.ZodUndefined ? undefined : S extends z.ZodType ? z.output<S> : undefined
type Answer<S> = S extends z.ZodUndefined ? unknown : S extends z.ZodType ? z.input<S> : unknown

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint
    /** A route that is no API endpoint must say that it is open to anyone. */
    open?: true
  }
}

const parse = <S extends z.ZodType>(schema: S | undefined, value: unknown): unknown => {
  if (schema === undefined) return undefined
  const result = read(schema, value)
  if (!result.success) throw invalid(result.error)
  return result.data
}

/**
 * zod measures a text also where it is none, and a `length` that cannot be compared with a number
 * then throws: a request that does not fit, like any other.
 */
function read<S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> {
  try {
    return schema.safeParse(value)
  } catch (error) {
    if (error instanceof TypeError) throw new Failure(coreErrors.invalidRequest, { cause: error })
    throw error
  }
}

/**
 * Registers an endpoint. The caller's right is checked before anything of the request is looked at;
 * what leaves is cut to the declared reply.
 */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  app: FastifyInstance,
  endpoint: Endpoint<P, Q, B, R>,
  handler: (call: Call<Out<P>, Out<Q>, Out<B>>) => Promise<Answer<R>>,
): void {
  const serialize = endpoint.reply === undefined ? undefined : serializerOf(endpoint.reply)
  const answers = new LastingAnswers(serialize ?? JSON.stringify)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint: endpoint as unknown as Endpoint },
    ...(endpoint.bodyLimit === undefined ? {} : { bodyLimit: endpoint.bodyLimit }),
    onRequest: async (request) => authorize(endpoint, request.actor),
    handler: async (request, reply) => {
      const result = await handler({
        params: parse(endpoint.params, request.params) as Out<P>,
        query: parse(endpoint.query, request.query) as Out<Q>,
        body: parse(endpoint.body, request.body ?? {}) as Out<B>,
        actor: request.actor,
        request,
        reply,
      })
      if (reply.sent) return reply
      if (endpoint.produces !== undefined) return reply.send(result)
      reply.code(endpoint.status).header('cache-control', 'no-store')
      if (serialize === undefined) return reply.send()
      reply.header('content-type', 'application/json; charset=utf-8')
      if (!isLasting(result)) return reply.serializer(serialize).send(result)
      // Compressed only where anyone may read it: the length tells of what is inside.
      const encoding =
        endpoint.access === 'anyone' ? encodingFor(request.headers['accept-encoding']) : 'identity'
      if (endpoint.access === 'anyone') reply.header('vary', 'accept-encoding')
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.send(await answers.bytesOf(result, encoding))
    },
  })
}
