import type { ServerResponse } from 'node:http'
import { codeErrors } from '@mashang/shared/codes/codes.errors.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import type { PublicWay } from '@mashang/shared/issues/published.model.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { reportReason } from '@mashang/shared/sheets/sheets.model.ts'
import type { ReportReason } from '@mashang/shared/sheets/sheets.words.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { CodeFacts } from '../codes/codes.usecases.ts'
import type { Context } from '../core/context.ts'
import { compressed, type Encoding, encodingFor } from '../core/http/compression.ts'
import { isElder, keepElder } from '../core/http/elder.ts'
import type { Passer } from '../core/http/front-door.ts'
import { asFailure, invalid } from '../core/http/problems.ts'
import { openedElsewhere, securityHeaders } from '../core/http/security-headers.ts'
import { WrittenAnswer } from '../core/http/written-answer.ts'
import type { Entrance } from '../issues/filing.usecases.ts'
import type { Forget } from '../issues/rights.usecases.ts'
import { wechatScript } from '../wechat/inside.ts'
import type { VoterBundle } from './bundle.ts'
import { earlyLinks, troubleDocument, voterDocument, voterPolicy } from './document.ts'
import { LandingCache } from './landing-cache.ts'
import { basePage, codeInstead, landingPage } from './pages.usecases.ts'

export interface PageRoute {
  Params: Record<string, string>
  Querystring: Record<string, string | string[] | undefined>
}

export type PageRequest = FastifyRequest<PageRoute>

/** A value of the address; of one that was given twice the last counts. */
export const asked = (request: PageRequest, name: string): string | undefined => {
  const given = request.query[name]
  return Array.isArray(given) ? given.at(-1) : given
}

/** What a form or an address says, by the schema that checks the API too. */
export const checked = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid(result.error)
  return result.data
}

/**
 * A landing page is the same for everybody: a cache between may answer with it for a second, which
 * carries a million scans a minute, and still a revoked code is gone within two.
 */
const SHARED = 'public, max-age=0, s-maxage=1, must-revalidate'

/** An answer that carries somebody's cookie belongs to them. */
const mayBeShared = (request: PageRequest, reply: FastifyReply): boolean =>
  request.actor === null && reply.getHeader('set-cookie') === undefined

/** Whether a browser or a cache says that it has this very page. */
const knows = (given: string | undefined, tag: string): boolean =>
  given?.split(',').some((each) => each.trim() === tag) ?? false

/** How a voter's page leaves the server. */
export interface PageSender {
  page(
    request: PageRequest,
    reply: FastifyReply,
    page: VoterPage,
    status?: number,
  ): Promise<FastifyReply>
  /** What a code opens, from memory where possible. Throws where the code cannot be used. */
  landing(request: PageRequest, reply: FastifyReply, code: string): Promise<FastifyReply>
  /**
   * The same before the framework sees the request, where the page lies ready and is the one that
   * everybody gets; false: nothing was answered.
   */
  landingAtOnce(passer: Passer, response: ServerResponse, code: string): boolean
  /** A code that cannot be used gets a helpful page, the same for every unknown one. */
  codeProblem(request: PageRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply>
  /** Whatever else went wrong, as a page with one sentence and a way out. */
  trouble(
    error: unknown,
    request: Pick<FastifyRequest, 'log'>,
    reply: FastifyReply,
  ): Promise<FastifyReply>
}

/** What features above or beside this one hand in. */
export type WrittenInto = (issues: readonly string[]) => Promise<Map<string, PublicWay[]>>

export interface PageSources {
  /** How a matter that is filed by this request comes in. */
  entranceOf(request: PageRequest): Promise<Entrance>
  /** Whoever takes back their contact is not told any more. */
  forget: Forget
  facts: CodeFacts
  /** What everybody may read of what public matters were written into, by matter. */
  writtenInto: WrittenInto
  /** Somebody was shown what a code opens; must cost nothing. */
  seen(code: string, request: PageRequest | Passer): void
  /** A voter says that something is wrong with the sheet that carries a code. */
  tell(
    code: string,
    said: { reason: ReportReason; note?: string | undefined },
    request: PageRequest,
  ): Promise<void>
}

/** Both policies are made once: the one of every page, and that of pages inside WeChat. */
function policiesOf(bundle: VoterBundle, script: string | null) {
  const usual = voterPolicy(bundle, null)
  const lent = script === null ? usual : voterPolicy(bundle, script)
  return (given: string | null): string => (given === null ? usual : lent)
}

type HeadOf<Head> = (script: string | null, encoding: Encoding, elsewhere: boolean) => Head

/** A page that everybody gets has the same head each time but for a few lines. */
function oneHeadEach(of: HeadOf<Record<string, string>>): HeadOf<WrittenAnswer> {
  const kept = new Map<string, WrittenAnswer>()
  return (script, encoding, elsewhere) => {
    const key = `${encoding} ${script} ${elsewhere}`
    let known = kept.get(key)
    if (known === undefined) {
      known = new WrittenAnswer(Object.entries(of(script, encoding, elsewhere)).flat())
      kept.set(key, known)
    }
    return known
  }
}

const inside = (page: VoterPage, script: string | null): VoterPage =>
  script === null ? page : { ...page, wechat: true }

export function pageSender(
  context: Context,
  bundle: VoterBundle,
  { facts, seen }: Pick<PageSources, 'facts' | 'seen'>,
): PageSender {
  const policies = policiesOf(bundle, context.config.wechat?.script ?? null)

  const landings = new LandingCache(context)
  const landingVary =
    context.config.wechat === null
      ? 'accept-encoding, cookie, sec-fetch-site'
      : 'accept-encoding, cookie, sec-fetch-site, user-agent'
  const headers = {
    'permissions-policy': 'geolocation=(self), camera=(self)',
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
    vary: 'accept-encoding',
  }

  /** Origin of WeChat's script where this page is open inside it; null otherwise. */
  const scriptFor = (request: PageRequest | Passer): string | null => wechatScript(context, request)

  const html = (
    reply: FastifyReply,
    script: string | null,
    status: number,
    encoding: Encoding,
    body: Buffer,
  ): FastifyReply => {
    reply.code(status).headers(headers).header('content-security-policy', policies(script))
    if (encoding !== 'identity') reply.header('content-encoding', encoding)
    return reply.send(body)
  }

  const page: PageSender['page'] = async (request, reply, page, status = 200) => {
    keepElder(request, reply)
    const encoding = encodingFor(request.headers['accept-encoding'])
    const script = scriptFor(request)
    const early = earlyLinks(bundle, page.view)
    if (early !== null) reply.header('link', early)
    const body = await compressed(
      await voterDocument(bundle, inside(page, script), script),
      encoding,
    )
    return html(reply, script, status, encoding, body)
  }

  const securityFor = securityHeaders(context.config.publicUrl)
  const sharedHead = oneHeadEach((script, encoding, elsewhere) => ({
    ...securityFor(elsewhere),
    ...headers,
    vary: landingVary,
    'cache-control': SHARED,
    'content-security-policy': policies(script),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  }))

  const addressOf = (code: string, elder: boolean, script: string | null): string =>
    `${elder} ${script} ${code}`
  // The page may be some seconds old; this is what time it is now.
  const now = (): string => `now;desc="${context.clock.now()}"`

  return {
    page,
    landingAtOnce(passer, response, code) {
      const encoding = encodingFor(passer.headers['accept-encoding'])
      const script = scriptFor(passer)
      const ready = landings.ready(addressOf(code, false, script), encoding)
      if (ready === undefined) return false
      seen(code, passer)
      const { body, tag } = ready
      const own = ['etag', tag, 'server-timing', now(), 'content-length', String(body.length)]
      sharedHead(script, encoding, openedElsewhere(passer.headers)).send(response, own, body)
      return true
    },
    async landing(request, reply, code) {
      const elder = isElder(request)
      const saidOfSheet = asked(request, 'told')
      const told = saidOfSheet && reportReason.safeParse(saidOfSheet).data
      const sheetTold = !told ? null : { reason: told, noted: asked(request, 'noted') === '1' }
      const make = () => landingPage(context, facts, code, elder, sheetTold)
      // These say something to one voter; only what is the same for everybody is kept.
      if (asked(request, 'elder') !== undefined || sheetTold !== null)
        return await page(request, reply, await make())
      const encoding = encodingFor(request.headers['accept-encoding'])
      const script = scriptFor(request)
      const landing = await landings.page(addressOf(code, elder, script), encoding, async () =>
        voterDocument(bundle, inside(await make(), script), script),
      )
      seen(code, request)
      const { body, tag } = landing
      const known = knows(request.headers['if-none-match'], tag)
      reply.headers(headers).headers({ etag: tag, vary: landingVary, 'server-timing': now() })
      reply.header('cache-control', mayBeShared(request, reply) ? SHARED : 'private, no-cache')
      reply.header('content-security-policy', policies(script))
      if (known) return reply.code(304).send()
      if (encoding !== 'identity') reply.header('content-encoding', encoding)
      return reply.header('content-length', String(body.length)).send(body)
    },
    async codeProblem(request, reply, error) {
      if (!(error instanceof Failure)) throw error
      const { kind } = error
      const revoked = kind.code === codeErrors.revoked.code
      if (!revoked && kind.code !== codeErrors.unknown.code) throw error
      const base = await basePage(context, isElder(request))
      const instead = revoked ? await codeInstead(context, request.params.code ?? '') : null
      const reason = revoked ? 'revoked' : 'unknown'
      return await page(
        request,
        reply,
        { ...base, view: 'code-problem', reason, instead },
        kind.status,
      )
    },
    async trouble(error, request, reply) {
      const { kind, details } = asFailure(error, request)
      if (details.retryAfter !== undefined)
        reply.header('retry-after', Math.ceil(details.retryAfter))
      const document = troubleDocument(bundle, kind.title, details.detail ?? null)
      return html(reply, null, kind.status, 'identity', Buffer.from(document))
    },
  }
}
