import { z } from 'zod'
import { id, instant, line } from '../core/schema.ts'
import { representativeCard } from '../representatives/representatives.model.ts'
import { importChoices } from '../roster/roster.model.ts'

/** A calendar day in the district's zone. */
const day = z.iso.date({ error: '日期请写成 2027-01-10 这样。' })

/** 换届: a draft of the new congress's roster, and what the new term is called. */
export const termOrder = importChoices
  .extend({
    roster: id.meta({ description: 'POST /api/rosters 得到的草稿' }),
    term: line(20, '届次').refine(
      (name) => /^第.{1,8}届$/u.test(name),
      '届次请写成“第十八届”这样。',
    ),
    startsOn: day.meta({ description: '新一届从哪一天起' }),
  })
  .meta({ id: 'TermOrder' })
export type TermOrder = z.output<typeof termOrder>

/** Somebody who leaves, and what that sets in motion. */
export const departure = z.object({
  id,
  name: z.string(),
  unit: z.string().nullable(),
  station: z.string().nullable(),
  successors: z.array(z.string()).meta({ description: '扫旧码的人会看到这几位现任代表' }),
  openIssues: z.int().meta({ description: '没办完的，连同时限转给家站' }),
  sheets: z.int().meta({ description: '还在用的海报、桌牌等，扫开会指给接任的代表' }),
})
export type Departure = z.output<typeof departure>

const person = z.object({ id, name: z.string() })

/** What a change of term would do; nothing is done yet. */
export const termForecast = z
  .object({
    term: z.string(),
    congress: z.string(),
    continuing: z.array(person),
    joining: z.array(
      z.object({ name: z.string(), unit: z.string().nullable(), station: z.string().nullable() }),
    ),
    returning: z.array(person),
    leaving: z.array(departure),
    skipped: z.int().meta({ description: '名册里没有收的行' }),
    kept: z.array(z.string()).meta({
      description: '说不清名册是不是指他们的，这几位先不离任',
    }),
    oldSheets: z.int().meta({ description: '连任代表还在用的海报，上面印的是旧届次' }),
    fingerprint: z.string().meta({ description: '确认时原样带回' }),
  })
  .meta({ id: 'TermForecast' })
export type TermForecast = z.output<typeof termForecast>

export const termView = z
  .object({
    id,
    term: z.string(),
    startsOn: z.string(),
    continuing: z.int(),
    joining: z.int(),
    returning: z.int(),
    leaving: z.int(),
    openIssues: z.int(),
    by: z.string(),
    at: instant,
  })
  .meta({ id: 'Term' })
export type TermView = z.output<typeof termView>

/** 离任 in mid-term, one person. */
export const departureOrder = z.strictObject({
  on: day.meta({ description: '从哪一天起不再担任' }),
})

/** Somebody in office again, and whether they can sign in. */
export const returned = representativeCard
  .extend({
    account: z.enum(['opened', 'phone-taken', 'no-phone']).meta({
      description: '登录账号：已开；手机号已是别人的账号；花名册里没有手机号',
    }),
  })
  .meta({ id: 'ReturnedRepresentative' })
export type Returned = z.output<typeof returned>
