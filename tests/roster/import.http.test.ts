import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { newSession } from '@mashang/server/accounts/sessions.ts'
import { activeCodes } from '@mashang/server/codes/codes.store.ts'
import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import { importRoster } from '@mashang/server/roster/import.usecases.ts'
import { confirmedRosters, draftsBefore } from '@mashang/server/roster/roster.store.ts'
import { allStations } from '@mashang/server/stations/stations.store.ts'
import type { RosterDraft, RosterReport, RowChange } from '@mashang/shared/roster/roster.api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { bothReadFirst } from '../support/while-committing.ts'
import { rosterGbkCsv, rosterXlsx } from './rosters.ts'
import { confirmRoster, sendFile, uploadRoster } from './uploads.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp({ seeded: false })
  office = await t.as('office')
})
afterAll(() => t.close())

const facts = async (type: string) => {
  const { ledger } = t.context.db.tables(ledgerTables)
  return (await t.context.db.read.select().from(ledger)).filter((row) => row.type === type)
}
const people = () => allRepresentatives(t.context)
const named = async (name: string) => {
  const found = (await people()).find((person) => person.name === name)
  if (found === undefined) throw new Error(`${name} is missing`)
  return found
}
const written = async () => ({
  people: (await people()).length,
  stations: (await allStations(t.context)).length,
  codes: (await activeCodes(t.context)).size,
  accounts: (await allAccounts(t.context)).filter((a) => a.role === 'representative').length,
  drafts: (await draftsBefore(t.context, Number.MAX_SAFE_INTEGER)).length,
})
const keptFiles = (): string[] => {
  const folder = join(t.context.config.dataFolder, 'files', 'rosters')
  return existsSync(folder) ? readdirSync(folder) : []
}
const count = (changes: RowChange[], change: RowChange['change']) =>
  changes.filter((row) => row.change === change).length

describe('what is no roster', () => {
  const refused: [what: string, name: string, bytes: Uint8Array | string, status: number][] = [
    ['an .xls', '名单.xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex'), 415],
    ['a PDF', '名单.xlsx', '%PDF-1.7 nothing', 415],
    ['nothing', '名单.xlsx', '', 422],
    ['half a workbook', '名单.xlsx', rosterXlsx().subarray(0, 4000), 422],
    ['more than 20 MB', '名单.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 'a,b\n'), 413],
  ]
  it.each(refused)(
    '%s is refused by one sentence, nothing is written',
    async (_, name, bytes, status) => {
      const reply = await sendFile(office, '/api/rosters', { name, bytes })
      expect(reply.statusCode, reply.body).toBe(status)
      expect(reply.json().title).toMatch(/^[^。]+。$/)
      expect(await written()).toEqual({ people: 0, stations: 0, codes: 0, accounts: 0, drafts: 0 })
      expect(keptFiles()).toEqual([])
    },
  )

  it('a form without a file is told so', async () => {
    const reply = await office({ method: 'POST', url: '/api/rosters', body: {} })
    expect(reply.statusCode).toBe(400)
    expect(reply.json().code).toBe('roster.missing')
  })

  it('a table without people or stations cannot be confirmed', async () => {
    const draft = await uploadRoster(office, '表.csv', '水果,价钱\n苹果,3\n')
    expect(draft.problems.map((problem) => problem.code)).toEqual(['header_not_found'])
    expect((await confirmRoster(office, draft.id)).json().code).toBe('roster.nothing-to-import')
  })
})

describe('who may', () => {
  it('only the office imports', async () => {
    for (const client of [t.voter, await t.as('liaison')]) {
      const status = client === t.voter ? 401 : 403
      const bytes = rosterXlsx()
      for (const url of ['/api/rosters', '/api/representative-photos'])
        expect((await sendFile(client, url, { name: 'roster.xlsx', bytes })).statusCode).toBe(
          status,
        )
      expect((await confirmRoster(client, 'x')).statusCode).toBe(status)
      const mapping = {
        method: 'PUT',
        url: '/api/rosters/x/mapping',
        body: { sheets: [] },
      } as const
      expect((await client(mapping)).statusCode).toBe(status)
    }
    expect((await people()).length).toBe(0)
  })
})

describe('the real roster', () => {
  let draft: RosterDraft
  let report: RosterReport

  it('is shown before anything is written', async () => {
    draft = await uploadRoster(office, '代表花名册.xlsx', rosterXlsx())
    expect(draft.fileName).toBe('代表花名册.xlsx')
    expect(draft.summary).toMatchObject({
      representatives: 89,
      left: 1,
      stations: 28,
      problemRows: 5,
    })
    // The one without a phone is shown too: the office may still bring them in.
    expect(count(draft.changes, 'new')).toBe(90 + 28)
    expect(draft.absent).toEqual([])
    expect((await people()).length).toBe(0)
  })

  it('is kept sealed until it is imported', async () => {
    expect(keptFiles()).toContain(draft.id)
    const file = await t.context.files.read(`rosters/${draft.id}`)
    let text = ''
    for await (const chunk of file?.stream ?? []) text += String(chunk)
    expect(text.startsWith('v1.')).toBe(true)
  })

  it('can have its columns corrected', async () => {
    const put = (sheets: object[]) =>
      office({ method: 'PUT', url: `/api/rosters/${draft.id}/mapping`, body: { sheets } })
    const without = await put([{ sheet: '家站', kind: 'ignored' }])
    expect(without.json().summary).toMatchObject({ stations: 0, representatives: 0 })
    const again = await put([])
    expect(again.json().summary).toEqual(draft.summary)
    const wrong = await put([{ sheet: '家站', color: 'red' }])
    expect([wrong.statusCode, wrong.body.includes('color')]).toEqual([400, true])
  })

  it('comes in as a whole: 89 people, one of them gone, 28 stations, 5 rows reported', async () => {
    const reply = await confirmRoster(office, draft.id)
    expect(reply.statusCode, reply.body).toBe(200)
    report = reply.json()
    expect(report).toMatchObject({
      representatives: { created: 89, updated: 0, unchanged: 0, left: 1 },
      stations: { created: 28, updated: 0, unchanged: 0 },
      codes: 88 + 28,
      accounts: 88,
    })
    expect(report.skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [95, 'row_has_errors'],
      [96, 'row_has_errors'],
      [97, 'row_has_errors'],
      [98, 'row_has_errors'],
      [99, 'no_phone'],
    ])
    for (const { row, message } of report.skipped)
      expect(message).toMatch(new RegExp(`^“花名册”第${row}行[^。]+。$`))
    expect(keptFiles()).not.toContain(draft.id)
  })

  it('gives a code to every station and to everyone who serves', async () => {
    const codes = await activeCodes(t.context)
    for (const station of await allStations(t.context)) expect(codes.has(station.id)).toBe(true)
    for (const person of await people())
      expect(codes.has(person.id)).toBe(person.state === 'serving')
    const [code] = codes.values()
    expect((await t.voter({ url: `/api/codes/${code}` })).statusCode).toBe(200)
  })

  it('keeps order, stations, reading and sealed phones', async () => {
    const everyone = await people()
    expect(everyone[0]?.name).toBe(draft.representatives[0]?.name)
    expect(everyone.map((person) => person.name)).toEqual(
      draft.representatives.filter((row) => row.needs === null).map((row) => row.name),
    )
    expect(everyone.every((person) => person.stationId !== null)).toBe(true)
    const li = await named('李㛃')
    expect(li).toMatchObject({ birth: '1982-04', leftOn: null, photo: null })
    expect(li.pinyin).toMatch(/^li /)
    expect(li.phone?.startsWith('v1.')).toBe(true)
    expect(t.context.secrets.unseal(li.phone ?? '', li.id)).toBe('19900001000')
    expect(li.phoneHash).toBe(t.context.secrets.hash('phone', '19900001000'))
    const [first] = await allStations(t.context)
    expect(first?.name).toBe('大发街道代表之家')
    expect(t.context.secrets.unseal(first?.liaisonPhone ?? '', first?.id ?? '')).toBe('19900011000')
    expect(await named('敖日格勒')).toMatchObject({ state: 'left', leftOn: '2026-03' })
  })

  it('lets each serving person sign in by phone once the office prints a code', async () => {
    const accounts = (await allAccounts(t.context)).filter((a) => a.role === 'representative')
    expect(accounts).toHaveLength(88)
    expect(accounts.every((account) => account.passwordHash === null)).toBe(true)
    const li = accounts.find((account) => account.name === '李㛃')
    expect(li?.loginShown).toBe('199****1000')
    const printed = await office({
      method: 'POST',
      url: '/api/accounts/one-time-codes',
      body: { accounts: [li?.id] },
    })
    expect(printed.body).toContain('19900001000')
  })

  it('is told by the ledger in references and numbers only', async () => {
    const [imported] = await facts('roster.imported')
    expect(imported).toMatchObject({ subjectId: draft.id, actorKind: 'account' })
    expect(JSON.parse(imported?.data ?? '')).toMatchObject({
      added: 89,
      left: 1,
      stationsAdded: 28,
    })
    expect(await facts('representative.added')).toHaveLength(89)
    const { ledger } = t.context.db.tables(ledgerTables)
    const told = JSON.stringify(await t.context.db.read.select().from(ledger))
    expect(told).not.toMatch(/1990000\d{4}|李㛃/)
  })

  it('is imported once only', async () => {
    const again = await confirmRoster(office, draft.id)
    expect([again.statusCode, again.json().code]).toEqual([409, 'roster.already-imported'])
    const url = `/api/rosters/${draft.id}/mapping`
    expect((await office({ method: 'PUT', url, body: { sheets: [] } })).statusCode).toBe(409)
    const unknown = await confirmRoster(office, '019f0000-0000-7000-8000-000000000000')
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'roster.not-found'])
  })

  it('changes nothing when it comes again', async () => {
    const before = await written()
    const again = await uploadRoster(office, '代表花名册.xlsx', rosterXlsx())
    expect(again.changes.filter((row) => row.change !== 'unchanged').map(({ row }) => row)).toEqual(
      [99],
    )
    const reply: RosterReport = (await confirmRoster(office, again.id)).json()
    expect(reply).toMatchObject({
      representatives: { created: 0, updated: 0, unchanged: 89, left: 0 },
      stations: { created: 0, updated: 0, unchanged: 28 },
      codes: 0,
      accounts: 0,
    })
    expect(await written()).toEqual(before)
  })

  it('agrees with the CSV that a Chinese desktop saved of it', async () => {
    const before = await written()
    const csv = await uploadRoster(office, '花名册（二）.csv', rosterGbkCsv())
    expect(csv.sheets[0]?.name).toBe('花名册（二）')
    expect(csv.absent.map(({ name }) => name)).toEqual(['李㛃', '王䶮', '陈𬭎', '杨𫖯', '赵𬀩'])
    const reply: RosterReport = (await confirmRoster(office, csv.id)).json()
    expect(reply).toMatchObject({
      representatives: { created: 0, updated: 0, unchanged: 84, left: 0 },
      skipped: [],
    })
    expect(await written()).toEqual(before)
  })
})

describe('a later roster', () => {
  const HEAD = '姓名,手机,出生年月,选区,单位职务,所属家站,备注\n'
  const importCsv = async (rows: string, choices: object = {}): Promise<RosterReport> => {
    const draft = await uploadRoster(office, '增补.csv', HEAD + rows)
    const reply = await confirmRoster(office, draft.id, choices)
    expect(reply.statusCode, reply.body).toBe(200)
    return reply.json()
  }
  const accountOf = async (representativeId: string) =>
    (await allAccounts(t.context)).find((a) => a.representativeId === representativeId)

  it('shows what changes, without reading out the old number', async () => {
    const before = await named('李㛃')
    const row = `李㛃,19900009999,1982-04,${before.electoralUnit},${before.position},,\n`
    const draft = await uploadRoster(office, '增补.csv', HEAD + row)
    expect(draft.changes).toEqual([
      {
        kind: 'representative',
        sheet: '增补',
        row: 2,
        change: 'changed',
        fields: [{ field: '手机', from: '199****1000', to: '19900009999' }],
      },
    ])
    const report: RosterReport = (await confirmRoster(office, draft.id)).json()
    expect(report.representatives).toMatchObject({ created: 0, updated: 1, unchanged: 0 })
    const after = await named('李㛃')
    expect({ ...after, phone: '', phoneHash: '', updatedAt: 0 }).toEqual({
      ...before,
      phone: '',
      phoneHash: '',
      updatedAt: 0,
    })
    expect((await accountOf(after.id))?.loginShown).toBe('199****9999')
    expect(JSON.parse((await facts('representative.changed')).at(-1)?.data ?? '')).toMatchObject({
      fields: 'phone',
    })
  })

  it('closes the account of who leaves, and keeps the code', async () => {
    const person = await named('王䶮')
    const { token, write } = newSession(t.context, (await accountOf(person.id))?.id ?? '')
    await t.context.db.commit('home', [write])
    const me = { url: '/api/sessions/current', headers: { cookie: `mashang=${token}` } }
    expect((await t.voter(me)).statusCode).toBe(200)
    const report = await importCsv('王䶮,19900001001,,,,,2026年11月调离，代表资格终止\n')
    expect(report.representatives).toMatchObject({ updated: 1, left: 1 })
    expect(await named('王䶮')).toMatchObject({ state: 'left', leftOn: '2026-11' })
    expect((await accountOf(person.id))?.closedAt).not.toBeNull()
    expect((await t.voter(me)).statusCode).toBe(401)
    expect((await activeCodes(t.context)).has(person.id)).toBe(true)
    expect((await facts('representative.left')).map((fact) => fact.subjectId)).toEqual([
      // The one who had left before the roster came.
      (await named('敖日格勒')).id,
      person.id,
    ])
  })

  it('brings in whoever uses the phone of another account, without an account, and says so', async () => {
    await office({
      method: 'POST',
      url: '/api/accounts',
      body: { name: '新联络员', login: '19900007777', role: 'office' },
    })
    const report = await importCsv('新来的,19900007777,1990-01-01,,,,\n')
    expect(report).toMatchObject({ representatives: { created: 1 }, codes: 1, accounts: 0 })
    expect(report.skipped).toEqual([
      expect.objectContaining({ row: 2, name: '新来的', reason: 'login_taken' }),
    ])
    expect(report.skipped[0]?.message).toMatch(/^“增补”第2行的新来的：[^。]+。$/)
  })

  it('reports a phone that belongs to somebody else in the system, before and after', async () => {
    const rows = '另一位,19900001002,,,,,\n'
    const draft = await uploadRoster(office, '增补.csv', HEAD + rows)
    expect(draft.problems).toMatchObject([{ row: 2, code: 'phone_of_other', severity: 'error' }])
    expect(draft.summary).toMatchObject({ representatives: 0, problemRows: 1 })
    const report = await importCsv(rows)
    expect(report.skipped).toMatchObject([{ reason: 'phone_of_other', name: '另一位' }])
  })

  it('leaves out what the office leaves out, and takes people without a phone when told', async () => {
    const rows = '甲一,19900006001,,,,,\n乙二,,1980-01-01,,,,\n丙三,19900006003,,,,,\n'
    const report = await importCsv(rows, {
      withoutPhone: true,
      leaveOut: [{ sheet: '增补', row: 2 }],
    })
    expect(report).toMatchObject({ representatives: { created: 2 }, codes: 2, accounts: 1 })
    expect(report.skipped).toMatchObject([{ name: '甲一', reason: 'left_out_by_office' }])
  })

  it('is not confirmed against a district that another import changed meanwhile', async () => {
    const rows = '丁四,19900006004,,,,,\n'
    const both = [
      await uploadRoster(office, '增补.csv', HEAD + rows),
      await uploadRoster(office, '增补.csv', HEAD + rows),
    ]
    const replies = await bothReadFirst(t, ['roster.imported'], () =>
      Promise.all(both.map(({ id }) => confirmRoster(office, id))),
    )
    expect(replies.map((reply) => reply.statusCode).sort()).toEqual([200, 409])
    expect(replies.find((reply) => reply.statusCode === 409)?.json().code).toBe(
      'roster.changed-meanwhile',
    )
    expect((await people()).filter((person) => person.name === '丁四')).toHaveLength(1)
  })

  it('forgets a draft that nobody confirms for a day', async () => {
    const old = await uploadRoster(office, '增补.csv', `${HEAD}戊五,19900006005,,,,,\n`)
    t.clock.advance(24 * 3_600_000 + 1)
    const fresh = await uploadRoster(
      await t.as('office'),
      '增补.csv',
      `${HEAD}戊五,19900006005,,,,,\n`,
    )
    office = await t.as('office')
    expect((await confirmRoster(office, old.id)).statusCode).toBe(404)
    expect(keptFiles()).toEqual([fresh.id])
  })

  it('is imported by the system itself in the same way', async () => {
    const before = await confirmedRosters(t.context)
    const report = await importRoster(t.context, { bytes: rosterXlsx(), fileName: 'roster.xlsx' })
    expect(report.representatives.created).toBe(0)
    expect(await confirmedRosters(t.context)).toBe(before + 1)
    expect((await facts('roster.imported')).at(-1)?.actorKind).toBe('system')
  })
})
