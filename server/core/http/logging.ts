import type { FastifyServerOptions } from 'fastify'

/**
 * Structured logs that hold no address of a receipt, no phone number and no words of people: a
 * request is named by its route, never by its path, and bodies are never logged.
 */
export const loggerOptions: FastifyServerOptions['logger'] = {
  level: 'info',
  base: null,
  serializers: {
    req: (request) => ({ method: request.method, route: request.routeOptions?.url }),
    res: (reply) => ({ status: reply.statusCode }),
    err: (error: Error & { code?: string }) => ({
      type: error.name,
      code: error.code ?? '',
      message: withoutDigits(error.message),
      stack: withoutDigits(error.stack ?? ''),
    }),
  },
}

/** Phone numbers may ride in a database's message; eleven digits in a row never matter in a log. */
const withoutDigits = (text: string): string => text.replace(/1\d{10}/g, '1**********')
