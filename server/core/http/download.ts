import type { Failure } from '@mashang/shared/core/errors.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ByteRange, FileStore } from '../files/store.ts'

/** Under a Chinese name (RFC 6266, RFC 8187); old readers get the ASCII one. */
function named(
  reply: FastifyReply,
  how: 'attachment' | 'inline',
  name: string,
  type: string,
): FastifyReply {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return reply
    .type(type)
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`)
}

/** A file to be saved. */
export const asAttachment = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  named(reply, 'attachment', name, type)

/**
 * What a browser shows by itself and never runs anything of, with what it may do there. A picture that
 * might be taken for a page has no origin, no script and no form; a PDF is read in a page of the
 * browser's own, which Safari and older ones leave empty in a sandbox.
 */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', "default-src 'none';frame-ancestors 'none';sandbox"],
  ['application/pdf', "frame-ancestors 'none'"],
])

/**
 * A file to be looked at where it is: some browsers inside apps save none. What is of no such kind is
 * saved as ever.
 */
function asShown(reply: FastifyReply, name: string, type: string): FastifyReply {
  const policy = SHOWN.get(type)
  return policy === undefined
    ? asAttachment(reply, name, type)
    : named(reply, 'inline', name, type).header('content-security-policy', policy)
}

/** The one range of a request (RFC 9110), or null where all is wanted or the wish makes no sense. */
export function rangeOf(header: string | undefined, size: number): Required<ByteRange> | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end ? { start, end } : null
}

interface Download {
  /** Its name in the store, and the name under which it is saved. */
  stored: string
  name: string
  type: string
  size: number
  /** To be looked at, where a browser can; else it is saved. */
  shown?: boolean
  /** Thrown when the store has it no more. */
  missing: Failure
}

/** Answers with a stored file, or a part of it when a download goes on where it broke off. */
export async function sendStored(
  files: FileStore,
  request: FastifyRequest,
  reply: FastifyReply,
  file: Download,
): Promise<unknown> {
  // A part of another version must never be put behind what somebody has.
  const range =
    request.headers['if-range'] === undefined ? rangeOf(request.headers.range, file.size) : null
  const found = await files.read(file.stored, range ?? undefined)
  if (found === null) throw file.missing
  const as = file.shown === true ? asShown : asAttachment
  as(reply, file.name, file.type).header('accept-ranges', 'bytes')
  if (range === null) reply.header('content-length', found.size)
  else
    reply
      .code(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
      .header('content-length', range.end - range.start + 1)
  return found.stream
}
