import type { FastifyRequest, FastifyServerOptions } from 'fastify'

/** Whether there is a log: on standard output, or where its lines go. */
export type Log = boolean | { write(line: string): void }

/**
 * Structured logs that hold no address of a receipt, no phone number and no words of people: a
 * request is named by its route, never by its path, and bodies are never logged.
 */
const loggerOptions = {
  level: 'info',
  base: null,
  serializers: {
    req: (request: FastifyRequest) => ({
      method: request.method,
      route: request.routeOptions?.url,
    }),
    res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
    err: (error: Error & { code?: string }) => ({
      type: error.name,
      code: error.code ?? '',
      message: withoutDigits(error.message),
      stack: withoutDigits(error.stack ?? ''),
    }),
  },
}

export const loggerFor = (log: Log): FastifyServerOptions['logger'] =>
  typeof log === 'boolean' ? log && loggerOptions : { ...loggerOptions, stream: log }

/** Phone numbers may ride in a database's message; eleven digits in a row never matter in a log. */
const withoutDigits = (text: string): string => text.replace(/1\d{10}/g, '1**********')
