import { accountsTables } from '@mashang/server/accounts/accounts.table.ts'
import { insertInto } from '@mashang/server/core/db/statement.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import { accountOf, tell } from '../deliveries/steps.ts'
import { filed, post, seeded } from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { happened } from '../points/steps.ts'
import { sendFile } from '../roster/uploads.ts'
import { orderedBatch, printed } from '../sheets/steps.ts'
import { department } from '../suggestions/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'
import { declared } from './declared.ts'
import { idOf, must } from './replies.ts'

/** Whose a thing is, seen from the first representative, station, department and office account. */
export const positions = ['own', 'peer', 'elsewhere'] as const
export type Position = (typeof positions)[number]
/** Ids by the kind of thing. */
export type Things = Readonly<Record<string, string>>

export interface World {
  things: Readonly<Record<Position, Things>>
  departments: readonly { id: string; client: Client }[]
}

/** Nobody listens there, so that no test ever calls anybody. */
const HOOK = 'http://127.0.0.1:9'
/** Settings of a district of these tests. */
export const settings = { limits: false, webhookOrigins: [HOOK] }

/** The words of a field; a district whose words are canaries gives others. */
export type Said = (what: string) => string
const plainly: Said = (what) => what

export const PHONES = ['13900000137', '13900000246', '13900000355'] as const

const insertDevice = insertInto(accountsTables, 'trustedDevices')
async function trustedDevice(t: TestApp, accountId: string): Promise<string> {
  const id = newId()
  const now = t.clock.now()
  const { district } = t.context
  const device = { id, accountId, tokenHash: id, name: 'Chrome · Windows' }
  await t.context.db.commit(district, [
    insertDevice({ district, ...device, createdAt: now, lastUsedAt: now, expiresAt: now + DAY }),
  ])
  return id
}

/** What voters and one representative leave behind. */
async function mattersOf(t: TestApp, index: 0 | 1 | 2, field: Said): Promise<Things> {
  const said: Said = (what) => field(`${what}${index}`)
  const [by, office] = [await t.as(index), await t.as('office')]
  const person = seeded(t, index)
  const photo = await uploaded(t)
  const words = { title: said('title'), text: said('text'), place: said('place') }
  const who = { name: said('contactName'), salutation: 'ms', phone: PHONES[index] }
  const { id: issue, receipt } = await filed(t, { ...words, contact: who, photos: [photo] }, index)
  const hold = await idOf(
    post(by, `/api/issues/${issue}/holds`, {
      target: 'filing',
      reason: 'abusive',
      note: said('note'),
    }),
  )
  const sheet = await printed(t, index)
  const sheetPhoto = await uploaded(t)
  const place = said('sheetPlace')
  const position = { latitude: 40.7123456 + index, longitude: 110.2765432 + index }
  const wall = { place, position, photo: sheetPhoto }
  await must(post(by, `/api/sheets/${sheet.id}/hanging`, wall))
  const note = said('sheetNote')
  await must(post(t.voter, `/api/codes/${sheet.code}/reports`, { reason: 'place', note }))
  const alarm = { text: `https://example.com/${newId()}`, place: said('alarmPlace') }
  const alarmId = await idOf(post(by, '/api/sheet-alarms', { ...alarm, photo: await uploaded(t) }))
  const leave = await idOf(
    post(by, '/api/leaves', {
      from: new Date(t.clock.now() + (20 + 5 * index) * DAY).toISOString().slice(0, 10),
      to: new Date(t.clock.now() + (21 + 5 * index) * DAY).toISOString().slice(0, 10),
      standIn: { kind: 'representative', id: seeded(t, index === 0 ? 1 : 0).id },
    }),
  )
  const answered = await happened(t, 'issue.answered', { by: person.id, first: true, late: true })
  const appeal = newId()
  const entry = `answer.late:${answered}`
  await must(post(by, '/api/me/points/appeals', { id: appeal, entry, reason: said('appeal') }))
  const [reward, paper, remark, copy] = [newId(), newId(), newId(), newId()]
  const record = `/api/records/${person.id}`
  const prize = { title: said('reward'), giver: said('giver'), on: '2026-01-15' }
  await must(post(office, `${record}/rewards`, { id: reward, ...prize, reason: said('why') }))
  const kept = {
    title: said('paper'),
    partner: said('partner'),
    outcome: said('outcome'),
    reference: said('reference'),
  }
  await must(
    post(office, `${record}/papers`, { id: paper, kind: 'clues', on: '2026-01-15', ...kept }),
  )
  const shown = (await must(by({ url: record }))).json<{
    sections: { entries: { key: string }[] }[]
  }>()
  const first = shown.sections.flatMap(({ entries }) => entries)[0]?.key ?? ''
  await must(post(by, `${record}/remarks`, { id: remark, entry: first, text: said('remark') }))
  await must(post(office, `${record}/copies`, { id: copy, reason: said('copyReason') }))
  const reports = (await must(office({ url: '/api/sheet-reports?size=200' }))).json<{
    items: { id: string; sheetId: string }[]
  }>()
  const account = await accountOf(t, index)
  return {
    issue,
    receipt,
    photo,
    hold,
    sheet: sheet.id,
    sheetCode: sheet.code,
    sheetPhoto,
    report: reports.items.find((one) => one.sheetId === sheet.id)?.id ?? '',
    alarm: alarmId,
    leave,
    appeal,
    entry,
    reward,
    paper,
    remark,
    copy,
    account,
    representative: person.id,
    code: person.code,
    notice: await tell(t, account, 'issue.arrived', issue),
  }
}

/** What one account of the office keeps. */
async function deskOf(t: TestApp, who: 'office' | 'office-2', field: Said): Promise<Things> {
  const said: Said = (what) => field(`${what}${who.at(-1)}`)
  const by = await t.as(who)
  const view = { table: 'issues', name: said('view'), query: { overdue: 'true' } }
  const template = {
    ...templateDefaults.name,
    name: said('template'),
  }
  const selection = {
    name: said('selection'),
    select: { all: true },
  }
  const asked = post(by, '/api/contact-exports', { filter: {}, reason: said('exportReason') })
  const roster = await sendFile(by, '/api/rosters', {
    name: 'x.csv',
    bytes: '姓名,选区,电话\n王五,第一选区,13900000138\n',
  })
  if (roster.statusCode !== 201) throw new Error(roster.body)
  const account = await accountOf(t, who)
  return {
    view: await idOf(by({ method: 'PUT', url: '/api/views', body: view })),
    template: await idOf(post(by, '/api/sheet-templates', template)),
    selection: await idOf(post(by, '/api/sheet-selections', selection)),
    wallLink: await idOf(post(by, '/api/wall-links', { name: said('wall') })),
    contactExport: await idOf(asked),
    roster: roster.json<{ id: string }>().id,
    batch: await orderedBatch(t, false),
    device: await trustedDevice(t, account),
    officeAccount: account,
  }
}

/** A district in which everybody has something of every kind. `said` gives the words of each field. */
export async function furnish(t: TestApp, said: Said = plainly): Promise<World> {
  // Whoever is appraised for a year had a seat in it.
  const before = Date.parse('2024-01-01T02:00:00Z')
  const { district } = t.context
  await execute(
    t,
    `update representatives set created_at = ${before} where district = '${district}'`,
  )
  // A stand-in must have an account.
  for (const who of [0, 1, 2, 'liaison'] as const) await t.as(who)
  const office = await t.as('office')
  const own = await department(t, `${said('housing')}住建局`)
  const other = await department(t, `${said('police')}公安局`)
  const closing = await idOf(post(office, '/api/points/closings', { period: '2025' }))
  const hook = { kind: 'webhook', name: '数据平台', url: `${HOOK}/in` }
  const made = await must(post(office, '/api/delivery-endpoints', hook))
  const endpoint = made.json<{ endpoint: { id: string } }>().endpoint.id
  const duty = async (station: 0 | 1): Promise<string> => {
    const added = await must(
      post(office, `/api/stations/${t.seed.stations[station]?.id}/duties`, {
        representativeId: seeded(t, station === 0 ? 0 : 2).id,
        days: ['2026-12-01'],
        from: '09:00',
        to: '11:30',
      }),
    )
    return added.json<{ items: { id: string }[] }>().items[0]?.id ?? ''
  }
  const of = async (index: 0 | 1 | 2): Promise<Things> => {
    const to = index === 0 ? own : other
    const words: Said = (what) => said(`${what}${index}`)
    const things: Record<string, string> = { ...(await mattersOf(t, index, said)) }
    for (const { furnish } of declared)
      Object.assign(things, await furnish(t, { index, department: to, said: words }))
    return {
      ...things,
      department: to.id,
      station: t.seed.stations[index === 2 ? 1 : 0]?.id ?? '',
      duty: await duty(index === 2 ? 1 : 0),
    }
  }
  const things = { own: await of(0), peer: await of(1), elsewhere: await of(2) }
  // Of the office everything is there once more, for a second account.
  const [mine, theirs] = [await deskOf(t, 'office', said), await deskOf(t, 'office-2', said)]
  return {
    things: {
      own: { ...things.own, ...mine, endpoint, closing },
      peer: { ...things.peer, ...theirs },
      elsewhere: things.elsewhere,
    },
    departments: [own, other],
  }
}
