import type { FastifyReply, FastifyRequest } from 'fastify'

const YEAR = 365 * 24 * 60 * 60

/** What the address says; of a value that was given twice the last counts. */
function chosen({ query }: FastifyRequest): boolean | null {
  const given = (query as Record<string, string | string[] | undefined>).elder
  const last = Array.isArray(given) ? given.at(-1) : given
  return last === undefined ? null : last === '1'
}

/** Whether a page is shown in elder mode (长辈版): by its address, else as chosen before. */
export const isElder = (request: FastifyRequest): boolean =>
  chosen(request) ?? request.cookies.elder === '1'

/** What the address chooses stays for the pages after it. */
export function keepElder(request: FastifyRequest, reply: FastifyReply): void {
  const elder = chosen(request)
  if (elder !== null)
    reply.setCookie('elder', elder ? '1' : '0', { path: '/', sameSite: 'lax', maxAge: YEAR })
}
