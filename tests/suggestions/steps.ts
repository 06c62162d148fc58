import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import type { Signing } from '@mashang/shared/accounts/signing.words.ts'
import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay } from '@mashang/shared/core/local-time.ts'
import type { SuggestionView } from '@mashang/shared/suggestions/suggestions.model.ts'
import type { LightMyRequestResponse } from 'fastify'
import { outcome, post } from '../issues/steps.ts'
import { multipart } from '../photos/upload.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { PDF } from '../support/small-pdf.ts'

/** A department with an account of its own. */
export async function department(
  t: TestApp,
  name: string,
): Promise<{ id: string; client: Client; token: () => Promise<string> }> {
  const office = await t.as('office')
  const made = await post(office, '/api/departments', { name })
  if (made.statusCode !== 201) throw new Error(made.body)
  const { id } = made.json<{ id: string }>()
  return { id, ...(await departmentLogin(t, id, name)) }
}

/** An account for a department that is there already. */
export async function departmentLogin(
  t: TestApp,
  id: string,
  name: string,
  signing: Signing = null,
): Promise<{ client: Client; token: () => Promise<string>; accountId: string }> {
  const account = newAccount(t.context, {
    name,
    login: name,
    role: 'department',
    departmentId: id,
    signing,
  })
  await t.context.db.commit(t.context.district, [account.write])
  return { ...signedIn(t, account.id), accountId: account.id }
}

/** Whoever has an account, signed in anew each time: the clock may have gone on for months. */
export function signedIn(
  t: TestApp,
  accountId: string,
): { client: Client; token: () => Promise<string> } {
  const token = async (): Promise<string> => {
    const session = newSession(t.context, accountId)
    await t.context.db.commit(t.context.district, [session.write])
    return session.token
  }
  const client: Client = async (call) =>
    await t.voter({ ...call, headers: { ...call.headers, cookie: `mashang=${await token()}` } })
  return { client, token }
}

/** Somebody of the seed, signed in anew each time. */
export const fresh =
  (t: TestApp, who: 'office' | 0 | 1): Client =>
  async (call) =>
    (await t.as(who))(call)

/** A district on a Monday in March, with a representative, the office and one department at work. */
export async function atWork(): Promise<{
  t: TestApp
  li: Client
  office: Client
  housing: Awaited<ReturnType<typeof department>>
}> {
  const t = await startApp({ config: { limits: false } })
  t.clock.set('2026-03-02T02:00:00Z')
  const housing = await department(t, '区住房和城乡建设局')
  return { t, li: fresh(t, 0), office: fresh(t, 'office'), housing }
}

export const text = {
  title: '给老旧小区加装路灯',
  text: '锦绣社区等六个小区没有路灯，老人晚上出门摔过跤，建议今年装上。',
  secret: false,
  cosigners: [] as string[],
}

/** A file that waits for what names it. */
export async function sentFile(by: Client, name = '说明.pdf'): Promise<string> {
  const { headers, payload } = multipart(PDF, 'file', name)
  const sent = await by({
    method: 'POST',
    url: '/api/suggestion-files',
    headers,
    body: payload,
  })
  if (sent.statusCode !== 201) throw new Error(sent.body)
  return sent.json<{ id: string }>().id
}

export async function written(by: Client, changes: object = {}): Promise<SuggestionView> {
  const made = await post(by, '/api/suggestions', { ...text, ...changes })
  if (made.statusCode !== 201) throw new Error(made.body)
  return made.json()
}

/** What was done on a day; where a test does not say which one, it was on the very day. */
const DATED = ['contact', 'mediate', 'settle']
export const onTheDay = <T extends object>(said: T, now: number): T =>
  'on' in said ? said : { ...said, on: isoOfDay(localDay(now)) }

async function dated(by: Client, id: string, said: object): Promise<object> {
  if (!('act' in said) || !DATED.includes(String(said.act))) return said
  const { serverTime } = (await by({ url: `/api/suggestions/${id}` })).json<SuggestionView>()
  return onTheDay(said, Date.parse(serverTime))
}

export const act = async (by: Client, id: string, body: object): Promise<LightMyRequestResponse> =>
  await post(by, `/api/suggestions/${id}/acts`, await dated(by, id, body))

/** The 发文字号 that the system proposes to whoever signs, or the first one of the year. */
async function nextNumber(by: Client, id: string): Promise<string> {
  const seen = await by({ url: `/api/suggestions/${id}` })
  const { nextDocument, serverTime } = seen.json<SuggestionView>()
  return nextDocument ?? `测函〔${serverTime.slice(0, 4)}〕1号`
}

/** A step that must be taken; who signs without saying a number takes the one that comes next. */
export async function done(by: Client, id: string, said: object): Promise<SuggestionView> {
  const signs =
    'act' in said && ['sign', 'redeem'].includes(String(said.act)) && !('document' in said)
  const body = signs ? { ...said, document: await nextNumber(by, id) } : said
  const reply = await act(by, id, body)
  if (outcome(reply) !== '200') throw new Error(`${JSON.stringify(body)}: ${reply.body}`)
  return reply.json()
}

/** Written and sent by its lead, and assigned to one department. */
export async function assignedTo(
  { lead, office }: { lead: Client; office: Client },
  departmentId: string,
  changes: object = {},
): Promise<SuggestionView> {
  const { id } = await written(lead, changes)
  await done(lead, id, { act: 'submit' })
  return await done(office, id, { act: 'assign', lead: departmentId })
}

/** What a department does from the receipt to its signed answer. */
export async function answeredBy(by: Client, id: string, letter: object = {}): Promise<void> {
  await done(by, id, { act: 'receive' })
  await done(by, id, contact)
  await done(by, id, { act: 'propose', text: '5 月底前装好。', class: 'A', ...letter })
  await done(by, id, { act: 'sign', signer: '局长王建国' })
}

export const contact = {
  act: 'contact',
  phase: 'before',
  way: 'visit',
  people: '住建局王局长',
  inCharge: true,
  text: '一起看了六个小区',
}
