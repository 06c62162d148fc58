import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import { rootOf } from '../db/faults.ts'
import { type OnAnswer, ofEachKind } from './answers.ts'

/** Where lines go; `later`, where there is one, may let a line wait for its neighbours. */
export interface LogLines {
  write(line: string): void
  later?(line: string): void
  /** How many were lost; absent where none ever is. */
  readonly dropped?: number
}

/** Where the log goes; false: there is none. */
export type Log = false | LogLines

interface Logging {
  logger: FastifyServerOptions['logger']
  /** Says that a request was answered. */
  answered: OnAnswer
}

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
    err: (thrown: Error) => {
      const error = rootOf(thrown) as Error & { code?: string }
      return {
        type: error.name,
        code: error.code ?? '',
        message: withoutDigits(error.message),
        stack: withoutDigits(error.stack ?? ''),
      }
    },
  },
}

/**
 * The line of an answered request is the one that is written ten thousand times a second: it is put
 * together here, as pino would write it.
 */
export function loggingFor(log: Log): Logging {
  if (log === false) return { logger: false, answered: () => undefined }
  const later = (line: string): void => (log.later ?? log.write).call(log, line)
  const middleOf = ofEachKind(({ method, route, status }) =>
    JSON.stringify({ route, method, status }).slice(1, -1),
  )
  return {
    logger: { ...loggerOptions, stream: log },
    answered(answer) {
      const { id, ms } = answer
      later(
        `{"level":30,"time":${Date.now()},"reqId":"${id}",${middleOf(answer)},"ms":${Math.round(ms)},"msg":"answered"}\n`,
      )
    },
  }
}

/** Phone numbers may ride in a database's message; eleven digits in a row never matter in a log. */
const withoutDigits = (text: string): string => text.replace(/1\d{10}/g, '1**********')
