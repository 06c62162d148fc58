import type { Duplex } from 'node:stream'
import {
  coreErrors,
  type ErrorKind,
  Failure,
  type FieldProblem,
} from '@mashang/shared/core/errors.ts'
import { shorten } from '@mashang/shared/core/text.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { faultOf, rootOf } from '../db/faults.ts'
import { STATUS_CODES } from './node-http.ts'

export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  fields?: FieldProblem[]
  about?: string
}

/** zod's findings in the words of the person who has to mend them. */
export function fieldProblems(issues: readonly z.core.$ZodIssue[]): FieldProblem[] {
  return issues.slice(0, 20).flatMap((issue): FieldProblem[] => {
    const path = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, 20).map((key) => ({
        path: [...(path === '' ? [] : [path]), shorten(key, 60)].join('.'),
        message: `没有“${shorten(key, 60)}”这一项，请去掉。`,
      }))
    return [{ path, message: wordsOf(issue) }]
  })
}

const WRONG_FORM = '这一项的格式不对。'
const isChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text)

function wordsOf(issue: z.core.$ZodIssue): string {
  // Of unknown keys it repeats what was sent, however long, and those may be Chinese.
  if (issue.code !== 'unrecognized_keys' && isChinese(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_union': {
      const said = issue.errors.flat().map(wordsOf)
      return said.find((words) => words !== WRONG_FORM) ?? WRONG_FORM
    }
    case 'invalid_type':
      return 'input' in issue && issue.input === undefined ? '这一项没有填。' : WRONG_FORM
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')} 之一。`
    case 'too_big':
      return `太大或太长了，最多 ${issue.maximum}。`
    case 'too_small':
      return `太小或太短了，至少 ${issue.minimum}。`
    default:
      return WRONG_FORM
  }
}

/** A request that did not fit its declared shape. */
export const invalid = (error: z.core.$ZodError): Failure => {
  const fields = fieldProblems(error.issues)
  return new Failure(coreErrors.invalidRequest, {
    detail: fields.map((f) => (f.path === '' ? f.message : `${f.path}：${f.message}`)).join(' '),
    fields,
  })
}

/** Fastify's own refusals as ours. Null: not one of them. */
function failureOf(error: FastifyError): Failure | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Failure(coreErrors.tooLarge)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new Failure(coreErrors.unsupportedMedia)
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_BAD_URL':
    case 'FST_PARTS_LIMIT':
    case 'FST_FILES_LIMIT':
    case 'FST_FIELDS_LIMIT':
      return new Failure(coreErrors.unreadableBody)
    default:
      break
  }
  const { fault } = faultOf(error)
  if (fault instanceof Failure) return fault
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Failure({ ...coreErrors.unreadableBody, status: error.statusCode })
  return null
}

export function problemOf(failure: Failure): Problem {
  const { kind, details } = failure
  return {
    type: `urn:mashang:problem:${kind.code}`,
    title: kind.title,
    status: kind.status,
    code: kind.code,
    ...(details.detail === undefined ? {} : { detail: details.detail }),
    ...(details.fields === undefined ? {} : { fields: details.fields }),
    ...(details.about === undefined ? {} : { about: details.about }),
  }
}

const WIRE_FAULTS: Record<string, ErrorKind> = {
  HPE_HEADER_OVERFLOW: coreErrors.headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: coreErrors.requestTimeout,
}

/** What is no HTTP, or comes too slowly, is answered on the bare line: no request was made of it. */
export function sendWireProblem(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const kind = WIRE_FAULTS[error.code ?? ''] ?? coreErrors.unreadableBody
  const body = JSON.stringify(problemOf(new Failure(kind)))
  socket.end(
    `HTTP/1.1 ${kind.status} ${STATUS_CODES[kind.status] ?? ''}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Any error as a named one; what nobody foresaw is logged and answered without its insides. */
export function asFailure(thrown: unknown, request: Pick<FastifyRequest, 'log'>): Failure {
  const error = rootOf(thrown)
  const failure = error instanceof Failure ? error : failureOf(error as FastifyError)
  if (failure !== null) {
    if (failure.kind.status >= 500)
      request.log.error(
        { err: failure.details.cause ?? failure, code: failure.kind.code },
        'failed',
      )
    return failure
  }
  request.log.error({ err: error }, 'unforeseen')
  return new Failure(coreErrors.internal)
}

/** The one place where errors become answers (RFC 9457). */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const failure = asFailure(error, request)
  if (failure.details.retryAfter !== undefined)
    reply.header('retry-after', Math.ceil(failure.details.retryAfter))
  return reply
    .code(failure.kind.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemOf(failure))
}
