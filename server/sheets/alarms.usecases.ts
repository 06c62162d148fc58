import { toIso, toIsoOrNull } from '@mashang/shared/core/clock.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { readPatrolText } from '@mashang/shared/sheets/patrol.rules.ts'
import type { sheetsApi } from '@mashang/shared/sheets/sheets.api.ts'
import { sheetErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import type { AlarmReport, SheetAlarm } from '@mashang/shared/sheets/sheets.model.ts'
import type { Outcome } from '@mashang/shared/sheets/sheets.words.ts'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { takePhoto } from '../photos/photos.usecases.ts'
import {
  type AlarmRecord,
  findAlarm,
  insertAlarm,
  pageOfAlarms,
  settleAlarm,
} from './alarms.store.ts'
import { alarmPhoto } from './sheet-photos.ts'

type Page = z.input<NonNullable<typeof sheetsApi.alarms.reply>>

/** The text of a strange code is shown as text, never as a link; `host` says where it leads. */
function alarmView(context: Context, alarm: AlarmRecord): SheetAlarm {
  const read = readPatrolText(alarm.text, context.config.publicUrl)
  return {
    id: alarm.id,
    text: alarm.text,
    host: read.kind === 'code' ? null : read.host,
    place: alarm.place,
    latitude: alarm.latitude,
    longitude: alarm.longitude,
    photoUrl: alarm.photo ? `/api/sheet-alarms/${alarm.id}/photo` : null,
    by: alarm.byName,
    at: toIso(alarm.at),
    outcome: alarm.outcome,
    resolvedAt: toIsoOrNull(alarm.resolvedAt),
  }
}

const fact = (context: Context, type: string, id: string, actor: Actor, outcome?: Outcome) => ({
  at: context.clock.now(),
  type,
  actor: { kind: 'account' as const, id: actor.accountId },
  subject: { kind: 'sheet-alarm', id },
  ...(outcome === undefined ? {} : { data: { outcome } }),
})

/** Tells the office of a false code. A phone that sends the same again gets the same answer. */
export async function raiseAlarm(
  context: Context,
  report: AlarmReport,
  actor: Actor,
): Promise<SheetAlarm> {
  const id = report.key ?? report.photo ?? newId()
  const before = await sameAlarm(context, id, actor)
  if (before !== null) return alarmView(context, before)
  const { district } = context
  const alarm: AlarmRecord = {
    district,
    id,
    text: report.text,
    place: report.place,
    latitude: report.position?.latitude ?? null,
    longitude: report.position?.longitude ?? null,
    photo: report.photo !== undefined,
    by: actor.accountId,
    byName: actor.name,
    at: context.clock.now(),
    outcome: null,
    resolvedAt: null,
    resolvedBy: null,
  }
  const commit = (more: Write[]) =>
    context.db.commit(
      district,
      [insertAlarm(alarm), ...more],
      [fact(context, 'sheet-alarm.raised', id, actor)],
    )
  try {
    if (report.photo === undefined) await commit([])
    else await takePhoto(context, report.photo, alarmPhoto(id), (taken) => commit([taken]))
  } catch (error) {
    // The same request came twice at once, and the other one was faster.
    const other = error instanceof Failure ? await sameAlarm(context, id, actor) : null
    if (other === null) throw error
    return alarmView(context, other)
  }
  return alarmView(context, alarm)
}

async function sameAlarm(context: Context, id: string, actor: Actor): Promise<AlarmRecord | null> {
  const found = await findAlarm(context, id)
  return found?.by === actor.accountId ? found : null
}

export async function alarmOr404(context: Context, id: string): Promise<AlarmRecord> {
  const found = await findAlarm(context, id)
  if (found === null) throw new Failure(sheetErrors.alarmNotFound)
  return found
}

export async function listAlarms(
  context: Context,
  query: { open: boolean; page: number; size: number },
): Promise<Page> {
  const { items, total } = await pageOfAlarms(context, query)
  return {
    items: items.map((alarm) => alarmView(context, alarm)),
    total,
    page: query.page,
    size: query.size,
  }
}

/** Notes what became of an alarm; the first outcome stays. */
export async function settleAlarmOf(
  context: Context,
  id: string,
  outcome: Outcome,
  actor: Actor,
): Promise<SheetAlarm> {
  await alarmOr404(context, id)
  const { district } = context
  try {
    await context.db.commit(
      district,
      [
        settleAlarm({
          district,
          id,
          outcome,
          resolvedAt: context.clock.now(),
          resolvedBy: actor.accountId,
        }),
      ],
      [fact(context, 'sheet-alarm.settled', id, actor, outcome)],
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(sheetErrors.alarmNotFound)
    throw error
  }
  return alarmView(context, await alarmOr404(context, id))
}
