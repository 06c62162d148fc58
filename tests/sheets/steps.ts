import { newCode } from '@mashang/server/codes/codes.store.ts'
import { insertInto, Sequence } from '@mashang/server/core/db/statement.ts'
import { newId } from '@mashang/server/core/ids.ts'
import { batchesTables } from '@mashang/server/sheets/batches.table.ts'
import { insertSheet } from '@mashang/server/sheets/sheets.store.ts'
import { batchOrder } from '@mashang/shared/sheets/batches.model.ts'
import type { SheetView } from '@mashang/shared/sheets/sheets.model.ts'
import { templateDefaults } from '@mashang/shared/sheets/template.model.ts'
import type { LightMyRequestResponse } from 'fastify'
import type { Client, TestApp } from '../support/app.ts'

export interface Printed {
  id: string
  code: string
  number: string
}

/** Sheets as a batch leaves them: numbered, each with its code, hung nowhere. */
export async function printed(
  t: TestApp,
  index: 0 | 1 | 2 = 0,
  changes: Partial<Parameters<typeof insertSheet>[0]> = {},
): Promise<Printed> {
  const { context, seed } = t
  const person = seed.representatives[index]
  const station = seed.stations[index === 2 ? 1 : 0]
  const id = newId()
  const code = newCode(context, 'representative', person?.id ?? '', id)
  const number = new Sequence('sheets')
  const { district } = context
  const given = await context.db.commit(district, [
    code.write,
    insertSheet({
      district,
      id,
      number,
      code: code.code,
      subjectKind: 'representative',
      subjectId: person?.id ?? '',
      stationId: station?.id ?? null,
      area: index === 2 ? '新区' : '老区',
      format: 'a4',
      medium: 'indoors',
      batchId: newId(),
      position: 0,
      printedAt: context.clock.now(),
      ...changes,
    }),
  ])
  return { id, code: code.code, number: String(given.sheets).padStart(4, '0') }
}

/** A batch as somebody ordered it; returns its id. */
export async function orderedBatch(t: TestApp, retireOld: boolean): Promise<string> {
  const id = newId()
  const {
    select,
    evenIfSame: _,
    ...order
  } = batchOrder.parse({
    format: 'a4',
    select: { all: true },
    retireOld,
  })
  const { district } = t.context
  await t.context.db.commit(district, [
    insertInto(
      batchesTables,
      'posterBatches',
    )({
      district,
      id,
      state: 'ready',
      order,
      templateName: templateDefaults.name.name,
      total: 1,
      numbered: 1,
      done: 1,
      skipped: [],
      warnings: [],
      files: [],
      failure: null,
      digest: id,
      orderKey: id,
      by: id,
      byName: '赵敏',
      createdAt: t.clock.now(),
      finishedAt: t.clock.now(),
      worker: null,
      leaseUntil: null,
    }),
    insertInto(
      batchesTables,
      'posterBatchPlans',
    )({ district, id, select, template: templateDefaults.name, plan: [] }),
  ])
  return id
}

export const PLACE = '锦绣社区公告栏'

export const hang = (
  by: Client,
  sheet: Printed,
  changes: object = {},
): Promise<LightMyRequestResponse> =>
  by({ method: 'POST', url: `/api/sheets/${sheet.id}/hanging`, body: { place: PLACE, ...changes } })

export async function view(by: Client, sheet: Printed): Promise<SheetView> {
  const reply = await by({ url: `/api/sheets/${sheet.id}` })
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json()
}

/** A phone in the street; each name is another one. */
export const scan = (
  t: TestApp,
  code: string,
  phone = 'Mozilla/5.0 (Linux; Android 8.1; MicroMessenger)',
  headers: Record<string, string> = {},
): Promise<LightMyRequestResponse> =>
  t.voter({ url: `/q/${code}`, headers: { 'user-agent': phone, ...headers } })
