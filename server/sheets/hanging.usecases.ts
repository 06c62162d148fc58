import { Failure } from '@mashang/shared/core/errors.ts'
import { sheetErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import type { Hanging } from '@mashang/shared/sheets/sheets.model.ts'
import { mayHangSheet, maySeeSheet } from '@mashang/shared/sheets/sheets.rules.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import { newId } from '../core/ids.ts'
import { takePhoto } from '../photos/photos.usecases.ts'
import { batchOf } from './printed.store.ts'
import { replacement } from './retiring.usecases.ts'
import { placementPhoto } from './sheet-photos.ts'
import {
  findPlacement,
  findSheet,
  insertPlacement,
  type SheetRecord,
  saveHanging,
} from './sheets.store.ts'

/** A sheet that the actor sees; any other looks absent. */
export async function sheetFor(context: Context, id: string, actor: Actor): Promise<SheetRecord> {
  const sheet = await findSheet(context, id)
  if (sheet === null || !maySeeSheet(sheet, actor)) throw new Failure(sheetErrors.notFound)
  return sheet
}

/** A sheet whose place the actor may record. */
async function hangable(context: Context, id: string, actor: Actor): Promise<SheetRecord> {
  const sheet = await findSheet(context, id)
  if (sheet === null) throw new Failure(sheetErrors.notFound)
  if (!mayHangSheet(sheet, actor)) throw new Failure(sheetErrors.notYours)
  return sheet
}

/**
 * Records where a sheet hangs, now or anew. A phone that sends the same again (one key, one photo)
 * is answered as the first time. Where its batch said so, the sheet that it replaces is retired.
 */
export async function hangSheet(
  context: Context,
  id: string,
  command: Hanging,
  actor: Actor,
): Promise<SheetRecord> {
  const sheet = await hangable(context, id, actor)
  const placementId = command.key ?? command.photo ?? newId()
  if ((await findPlacement(context, placementId))?.sheetId === id) return sheet
  if (sheet.retiredAt !== null) throw new Failure(sheetErrors.retired)
  const write = await hangingOf(context, sheet, placementId, command, actor)
  try {
    if (command.photo === undefined) await write([])
    else
      await takePhoto(context, command.photo, placementPhoto(placementId), (taken) =>
        write([taken]),
      )
  } catch (error) {
    // Retired meanwhile, or the same request came twice at once and the other one was faster.
    const now = await hangable(context, id, actor)
    if (now.placementId === placementId && error instanceof Failure) return now
    if (error instanceof Conflict && now.retiredAt !== null) throw new Failure(sheetErrors.retired)
    throw error
  }
  return await hangable(context, id, actor)
}

/** What hanging writes; the same sheet hung twice at once has two placements, and the later one holds. */
async function hangingOf(
  context: Context,
  sheet: SheetRecord,
  placementId: string,
  command: Hanging,
  actor: Actor,
): Promise<(more: Write[]) => Promise<unknown>> {
  const { district } = context
  const at = context.clock.now()
  const place = {
    place: command.place,
    latitude: command.position?.latitude ?? null,
    longitude: command.position?.longitude ?? null,
  }
  const replaced = await replacedBy(context, sheet, actor)
  return (more) =>
    context.db.commit(
      district,
      [
        insertPlacement({
          district,
          id: placementId,
          sheetId: sheet.id,
          ...place,
          photo: command.photo !== undefined,
          by: actor.accountId,
          byName: actor.name,
          at,
        }),
        saveHanging({ district, id: sheet.id, ...place, placementId, at }),
        ...replaced.writes,
        ...more,
      ],
      [
        {
          at,
          type: 'sheet.hung',
          actor: { kind: 'account', id: actor.accountId },
          subject: { kind: 'sheet', id: sheet.id },
          data: {
            placementId,
            moved: sheet.hungAt !== null,
            samePlace: sheet.place === command.place,
          },
        },
        ...replaced.facts,
      ],
    )
}

async function replacedBy(context: Context, sheet: SheetRecord, actor: Actor) {
  const nothing = { writes: [], facts: [] }
  if (sheet.replaces === null) return nothing
  const batch = await batchOf(context, sheet.batchId)
  if (batch?.order.retireOld !== true) return nothing
  const old = await findSheet(context, sheet.replaces)
  return old === null || old.retiredAt !== null
    ? nothing
    : await replacement(context, old, sheet, actor)
}
