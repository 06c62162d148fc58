import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { activeCodes } from '@mashang/server/codes/codes.store.ts'
import { ensureDemo } from '@mashang/server/demo/demo.ts'
import { loadVoterBundle, type VoterBundle } from '@mashang/server/pages/bundle.ts'
import { MINUTE } from '@mashang/shared/core/clock.ts'
import { saveLimits } from '../districts/steps.ts'
import { filingTo, type SeededRepresentative } from '../support/app.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'
import type { Who } from './screen.ts'

/** Half a minute past: whatever counts minutes shows the same ones however long loading takes. */
export const PAST_THE_MINUTE = 30_000

/** The districts that the gallery looks at, and the built pages for what no district shows. */
export interface District {
  url: string
  bundle: VoterBundle
  /** A session of somebody who works here. */
  token(who: Exclude<Who, 'voter'>): Promise<string>
  /** The id of the matter whose title has these words, as the office finds it. */
  issue(words: string): Promise<string>
  /** What the API tells the office, or somebody else. */
  get<T>(path: string, who?: Exclude<Who, 'voter'>): Promise<T>
  /** What single screens are about, and no list leads to. */
  kept: Readonly<Record<string, string>>
  close(): Promise<void>
}

/**
 * The same keys and codes in every run: they stand in pictures. Only for a process that does
 * nothing else.
 */
export function fixRandomness(): void {
  let state = 20_261_123
  const next = (): number => {
    // Mulberry32: small, and good enough for names.
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) & 0xff
  }
  const fill = <T extends NodeJS.ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (let index = 0; index < bytes.length; index++) bytes[index] = next()
    return view
  }
  Object.assign(crypto, {
    randomBytes: (size: number) => fill(Buffer.alloc(size)),
    randomFillSync: fill,
  })
  syncBuiltinESMExports()
}

/** The demo's district at one moment, and a filing of the greatest length. */
export async function openPlayed(): Promise<District> {
  const app = await startLiveApp({ seeded: false })
  const demo = await ensureDemo(app.context)
  const [first] = demo.filter(({ role }) => role === 'representative')
  const accounts = await allAccounts(app.context)
  const own = accounts.find((one) => one.role === 'representative' && one.name === first?.name)
  const bundle = await loadVoterBundle()
  const tokenOf = async (who: Exclude<Who, 'voter'>): Promise<string> => {
    const account = who === 'representative' ? own : accounts.find(({ role }) => role === who)
    if (account === undefined) throw new Error(`the demo has no ${who}`)
    const { token, write } = newSession(app.context, account.id)
    await app.context.db.commit(app.context.district, [write])
    return token
  }
  const office = await tokenOf('office')
  const id = own?.representativeId ?? ''
  const code = (await activeCodes(app.context)).get(id) ?? ''
  await fileAtLength(app, { id, name: own?.name ?? '', code })
  app.clock.advance(PAST_THE_MINUTE)
  return districtOf(app, bundle, tokenOf, office)
}

/** A district on its first day. */
export async function openEmpty(): Promise<District> {
  const app = await startLiveApp()
  app.clock.advance(PAST_THE_MINUTE)
  return seededDistrict(app)
}

/** What comes one after another to one representative; the first ones as usual, the others too many. */
const USUAL = 2
const MANY = ['供热站旁边的路灯不亮', '小区门口积水', '暖气不热', '楼道的灯坏了', '暖气还是不热']
const BETWEEN = 4 * MINUTE

/** A district to one of whose representatives too much came at once. */
export async function openFlooded(): Promise<District> {
  const app = await startLiveApp({ floods: true })
  const office = await app.as('office')
  const { limits } = (await office({ url: '/api/district/limits' })).json()
  const changed = await saveLimits(office, { ...limits, floodRepresentative: USUAL })
  if (changed.statusCode !== 200) throw new Error(`no limit: ${changed.body}`)
  const [to] = app.seed.representatives
  if (to === undefined) throw new Error('nobody is seeded')
  // The last one comes when the clocks of all districts stand still.
  app.clock.advance(-MANY.length * BETWEEN)
  for (const [index, title] of MANY.entries()) {
    app.clock.advance(BETWEEN)
    await file(app, `gallery-flood-${index}`, to, { title, text: `${title}，请帮着问问。` })
  }
  app.clock.advance(PAST_THE_MINUTE)
  return seededDistrict(app)
}

/** A district with the people of the tests. */
export async function seededDistrict(app: LiveApp, kept: District['kept'] = {}): Promise<District> {
  const token = (who: Exclude<Who, 'voter'>): Promise<string> => {
    if (who === 'department') throw new Error('only the demo has a department with an account')
    return app.token(who === 'representative' ? 0 : who)
  }
  return districtOf(app, await loadVoterBundle(), token, await token('office'), kept)
}

function districtOf(
  app: LiveApp,
  bundle: VoterBundle,
  token: District['token'],
  office: string,
  kept: District['kept'] = {},
): District {
  const get: District['get'] = async <T>(path: string, who?: Exclude<Who, 'voter'>) => {
    const cookie = `mashang=${who === undefined ? office : await token(who)}`
    const answer = await fetch(app.url + path, { headers: { cookie } })
    if (!answer.ok) throw new Error(`${answer.status} ${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  return {
    url: app.url,
    bundle,
    token,
    get,
    kept,
    async issue(words) {
      const { items } = await get<{ items: { id: string; title: string }[] }>(
        `/api/issues?size=200&q=${encodeURIComponent(words)}`,
      )
      const found = items.find(({ title }) => title.includes(words))
      if (found === undefined) throw new Error(`no matter says “${words}”`)
      return found.id
    },
    close: () => app.close(),
  }
}

/** Words of the most letters that a form takes. */
export const LONG_TITLE = '供热管网改造后顶楼室温一直不到十五度，老人孩子夜里冻得睡不着'
export const LONG_TEXT = `${LONG_TITLE}，物业说归热力公司，热力公司说归物业。`
  .repeat(20)
  .slice(0, 500)

const fileAtLength = (app: LiveApp, to: SeededRepresentative): Promise<void> =>
  file(app, 'gallery-filing-long', to, {
    kind: 'help',
    field: 'housing',
    title: LONG_TITLE,
    text: LONG_TEXT,
    place: '五当召镇吉忽伦图苏木联合第十二选区供热站家属院 17 号楼 4 单元 601 室门外的楼梯平台',
    contact: { name: '斯琴巴特尔·额尔德尼朝克图', salutation: 'mr', phone: '13900000140' },
  })

export async function file(
  app: LiveApp,
  key: string,
  to: SeededRepresentative,
  changes: object,
  headers: Record<string, string> = {},
): Promise<void> {
  const answer = await app.voter({
    method: 'POST',
    url: '/api/issues',
    headers: { ...headers, 'idempotency-key': key },
    body: filingTo(to, changes),
  })
  if (answer.statusCode !== 201) throw new Error(`not filed: ${answer.body}`)
}
