import { accountsApi } from '@mashang/shared/accounts/accounts.api.ts'
import { calendarsApi } from '@mashang/shared/calendars/calendars.api.ts'
import { codesApi } from '@mashang/shared/codes/codes.api.ts'
import { deliveriesApi } from '@mashang/shared/deliveries/deliveries.api.ts'
import { issuesApi } from '@mashang/shared/issues/issues.api.ts'
import { officeIssuesApi } from '@mashang/shared/issues/office.api.ts'
import { voterApi } from '@mashang/shared/issues/voter.api.ts'
import { representativesApi } from '@mashang/shared/representatives/representatives.api.ts'
import { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { stationsApi } from '@mashang/shared/stations/stations.api.ts'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { answer, filed, post, respond, seeded } from '../issues/steps.ts'
import { hang, printed } from '../sheets/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

interface Operation {
  parameters?: { name: string; in: string }[]
  responses: Record<string, unknown>
  security: unknown[]
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

let t: TestApp
let document: Document
beforeAll(async () => {
  t = await startApp()
  document = (await t.voter({ url: '/api/openapi.json' })).json()
})
afterAll(() => t.close())

/** A schema that refuses what it does not declare, all the way down. */
function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject)
    return z.strictObject(
      Object.fromEntries(
        Object.entries(schema.shape).map(([key, value]) => [key, strict(value as z.ZodType)]),
      ),
    )
  if (schema instanceof z.ZodArray) return z.array(strict(schema.element as z.ZodType))
  if (schema instanceof z.ZodNullable) return strict(schema.unwrap() as z.ZodType).nullable()
  if (schema instanceof z.ZodOptional) return strict(schema.unwrap() as z.ZodType).optional()
  return schema
}

describe('the description of the API', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const validator = new Validator()
    const result = await validator.validate({ ...structuredClone(document) })
    expect(result.errors ?? []).toEqual([])
    expect([result.valid, validator.version, document.openapi]).toEqual([true, '3.1', '3.1.0'])
  })

  it('names every operation once, and points nowhere that is not there', () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    const ids = operations.map(
      (operation) => (operation as unknown as { operationId: string }).operationId,
    )
    expect(new Set(ids).size).toBe(ids.length)
    const text = JSON.stringify(document)
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(text).toContain(`"${name}":`)
    expect(text).not.toContain('#/$defs')
  })

  it('lists the public contract', () => {
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(listed).toEqual(
      expect.arrayContaining([
        'GET /api/codes/{code}',
        'POST /api/issues',
        'POST /api/photos',
        'GET /api/receipts/{receipt}',
        'POST /api/receipts/{receipt}/verdict',
        'POST /api/receipts/{receipt}/messages',
        'POST /api/receipts/{receipt}/withdrawal',
        'POST /api/sessions',
        'DELETE /api/sessions/current',
        'GET /api/inbox',
        'POST /api/issues/{id}/response',
        'POST /api/rosters',
      ]),
    )
  })

  it('every listed path and method is answered by a route, with a documented kind of answer', async () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const url = path.replace(/\{(\w+)\}/g, (_, name) =>
          name.toLowerCase().endsWith('id') ? crypto.randomUUID() : 'ABC',
        )
        const reply = await t.voter({ method: method.toUpperCase() as 'GET', url })
        const where = `${method} ${path} → ${reply.statusCode} ${reply.body.slice(0, 200)}`
        expect(reply.statusCode, where).toBeLessThan(500)
        if (reply.statusCode < 300) {
          expect(Object.keys(operation.responses), where).toContain(String(reply.statusCode))
          continue
        }
        expect(reply.headers['content-type'], where).toContain('application/problem+json')
        expect(reply.json().code, where).not.toBe('not-found')
        if (operation.security.length > 0) expect(reply.statusCode, where).toBe(401)
      }
  })
})

describe('what leaves', () => {
  it('fits what is declared, and nothing undeclared leaves', async () => {
    const [office, representative, liaison] = (await Promise.all([
      t.as('office'),
      t.as(0),
      t.as('liaison'),
    ])) as [Client, Client, Client]
    const { id, receipt } = await filed(t)
    await post(representative, `/api/issues/${id}/opening`)
    await respond(representative, id, {
      decision: 'refer',
      text: '请区住建局明天上午派人换线。',
      to: { kind: 'hotline' },
    })
    await answer(representative, id)
    await filed(t)
    const sheet = await printed(t)
    await hang(office, sheet)
    await post(t.voter, `/api/codes/${sheet.code}/reports`, { reason: 'covered' })
    const text = 'https://example.com/q/x'
    await post(office, '/api/sheet-alarms', { text, place: '菜市场' })
    const replies: [z.ZodType | undefined, Client, string][] = [
      [voterApi.receipt.reply, t.voter, `/api/receipts/${receipt}`],
      [issuesApi.show.reply, representative, `/api/issues/${id}`],
      [officeIssuesApi.list.reply, office, '/api/issues'],
      [officeIssuesApi.ledger.reply, office, `/api/issues/${id}/ledger`],
      [issuesApi.why.reply, representative, `/api/issues/${id}/why`],
      [voterApi.whyByReceipt.reply, t.voter, `/api/receipts/${receipt}/why`],
      [calendarsApi.show.reply, office, '/api/calendar'],
      [calendarsApi.versions.reply, office, '/api/calendar/versions'],
      [issuesApi.inbox.reply, representative, '/api/inbox'],
      [issuesApi.inbox.reply, liaison, '/api/inbox'],
      [codesApi.show.reply, t.voter, `/api/codes/${seeded(t).code}`],
      [codesApi.choices.reply, t.voter, `/api/codes/${seeded(t).code}/representatives`],
      [codesApi.list.reply, office, '/api/codes'],
      [representativesApi.list.reply, office, '/api/representatives'],
      [representativesApi.show.reply, t.voter, `/api/representatives/${seeded(t).id}`],
      [stationsApi.list.reply, t.voter, '/api/stations'],
      [stationsApi.rows.reply, office, '/api/station-rows'],
      [codesApi.show.reply, t.voter, `/api/codes/${sheet.code}`],
      [sheetsApi.list.reply, office, '/api/sheets'],
      [sheetsApi.show.reply, office, `/api/sheets/${sheet.id}`],
      [sheetsApi.sums.reply, office, '/api/sheet-sums'],
      [sheetsApi.reports.reply, liaison, '/api/sheet-reports'],
      [sheetsApi.alarms.reply, office, '/api/sheet-alarms'],
      [accountsApi.list.reply, office, '/api/accounts'],
      [accountsApi.me.reply, office, '/api/sessions/current'],
      [deliveriesApi.preferences.reply, representative, '/api/delivery-preferences'],
      [deliveriesApi.channels.reply, office, '/api/delivery-channels'],
      [deliveriesApi.endpoints.reply, office, '/api/delivery-endpoints'],
      [deliveriesApi.dead.reply, office, '/api/dead-deliveries'],
      [deliveriesApi.hearing.reply, t.voter, `/api/receipts/${receipt}/hearing`],
    ]
    for (const [schema, by, url] of replies) {
      const reply = await by({ url })
      expect(reply.statusCode, reply.body).toBe(200)
      const fits = strict(schema as z.ZodType).safeParse(reply.json())
      expect(fits.error?.issues ?? [], url).toEqual([])
      expect(reply.headers['cache-control'], url).toBe('no-store')
    }
  })
})
