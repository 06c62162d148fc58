import { Failure } from '@mashang/shared/core/errors.ts'
import { sheetErrors } from '@mashang/shared/sheets/sheets.errors.ts'
import { type RevocationReason, revocationReasons } from '@mashang/shared/sheets/sheets.words.ts'
import { revokeCode } from '../codes/codes.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import type { Write } from '../core/db/statement.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { reportsOf, resolveReport } from './reports.store.ts'
import { retireSheet, type SheetRecord, sheetsByIds } from './sheets.store.ts'

export interface Revocation {
  reason: RevocationReason
  note?: string | undefined
}

const by = (actor: Actor) => ({ kind: 'account', id: actor.accountId }) as const

/** How often it is tried again when somebody else retires one of them at the same moment. */
const TRIES = 3

interface Revoked {
  revoked: number
  already: number
  /** Each of them, in the order of the request. */
  items: { id: string; goes: boolean; words: string }[]
}

/** Takes sheets out of use, each with its own code; whatever was retired before stays as it is. */
export async function revokeSheets(
  context: Context,
  ids: readonly string[],
  command: Revocation,
  actor: Actor,
  tries = TRIES,
): Promise<Revoked> {
  const wanted = [...new Set(ids)]
  const sheets = await sheetsByIds(context, wanted)
  if (sheets.length < wanted.length)
    throw new Failure(sheetErrors.notFound, {
      detail:
        wanted.length === 1
          ? undefined
          : `有 ${wanted.length - sheets.length} 张没有找到，一张也没有作废，请刷新后再选。`,
    })
  const open = sheets.filter((sheet) => sheet.retiredAt === null)
  const already = sheets.length - open.length
  const byId = new Map(sheets.map((sheet) => [sheet.id, sheet]))
  const items = wanted.map((id) => {
    const sheet = byId.get(id)
    const words =
      sheet?.retiredAt == null
        ? '作废了'
        : sheet.replacedBy === null
          ? '早已作废'
          : '早已换成新的一张'
    return { id, goes: sheet?.retiredAt === null, words }
  })
  if (open.length === 0) return { revoked: 0, already, items }
  try {
    await context.db.commit(
      context.district,
      open.flatMap((sheet) => revocationOf(context, sheet, command)),
      open.map((sheet) => revokedFact(context, sheet, command, actor)),
    )
  } catch (error) {
    if (!(error instanceof Conflict) || tries === 1) throw error
    return await revokeSheets(context, ids, command, actor, tries - 1)
  }
  return { revoked: open.length, already, items }
}

function revocationOf(context: Context, sheet: SheetRecord, command: Revocation): Write[] {
  const { district } = context
  const at = context.clock.now()
  const words = revocationReasons[command.reason]
  return [
    retireSheet({
      district,
      id: sheet.id,
      retiredAt: at,
      retiredReason: command.reason,
      replacedBy: null,
    }),
    revokeCode({
      district,
      code: sheet.code,
      revokedAt: at,
      revokedReason: command.note === undefined ? words : `${words}，${command.note}`,
      successor: null,
    }),
  ]
}

const revokedFact = (
  context: Context,
  sheet: SheetRecord,
  { reason }: Revocation,
  actor: Actor,
): Fact => ({
  at: context.clock.now(),
  type: 'sheet.revoked',
  actor: by(actor),
  subject: { kind: 'sheet', id: sheet.id },
  data: { reason, code: sheet.code },
})

/**
 * What is to be written when a new sheet takes the place of an old one: the old paper leads on to
 * the new sheet's code, and what people said about it is settled.
 */
export async function replacement(
  context: Context,
  old: SheetRecord,
  next: SheetRecord,
  actor: Actor,
): Promise<{ writes: Write[]; facts: Fact[] }> {
  const { district } = context
  const at = context.clock.now()
  const open = (await reportsOf(context, old.id)).filter((report) => report.resolvedAt === null)
  const subject = { kind: 'sheet', id: old.id }
  return {
    writes: [
      retireSheet({
        district,
        id: old.id,
        retiredAt: at,
        retiredReason: null,
        replacedBy: next.id,
      }),
      revokeCode({
        district,
        code: old.code,
        revokedAt: at,
        revokedReason: '换了新的一张',
        successor: next.code,
      }),
      ...open.map(({ id }) =>
        resolveReport({
          district,
          id,
          outcome: 'replaced',
          resolvedAt: at,
          resolvedBy: actor.accountId,
        }),
      ),
    ],
    facts: [
      {
        at,
        type: 'sheet.replaced',
        actor: by(actor),
        subject,
        data: { by: next.id, code: old.code, successor: next.code },
      },
      ...open.map(
        ({ id }): Fact => ({
          at,
          type: 'sheet.report-resolved',
          actor: by(actor),
          subject,
          data: { reportId: id, outcome: 'replaced' },
        }),
      ),
    ],
  }
}
