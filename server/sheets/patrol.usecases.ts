import { MINUTE } from '@mashang/shared/core/clock.ts'
import {
  judgeSheet,
  type PatrolFinding,
  readPatrolText,
} from '@mashang/shared/sheets/patrol.rules.ts'
import {
  personalSentence,
  sheetSentence,
  strangerSentence,
} from '@mashang/shared/sheets/patrol-sentences.rules.ts'
import type { PatrolResult, Position } from '@mashang/shared/sheets/sheets.model.ts'
import { sheetStateOf, sheetTitle } from '@mashang/shared/sheets/sheets.rules.ts'
import { sheetLimits } from '@mashang/shared/sheets/sheets.words.ts'
import { type CodeRecord, lookUpCode } from '../codes/codes.store.ts'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { factsOf } from '../core/ledger/ledger.store.ts'
import type { Filings } from './filings.ts'
import { subjectNames } from './sheets.rows.ts'
import { findSheet, type SheetRecord } from './sheets.store.ts'
import { factFrom, sheetView } from './sheets.views.ts'

/** The same look by the same person, noted once within this time. Milliseconds. */
const SAME_LOOK = MINUTE

/** What the code on a wall is and what to do; a look at one of our sheets becomes a fact. */
export async function patrol(
  context: Context,
  scan: { text: string; position?: Position | undefined },
  actor: Actor,
  filings: Filings,
): Promise<PatrolResult> {
  const read = readPatrolText(scan.text, context.config.publicUrl)
  const nothing = { sheet: null, distance: null, host: null }
  if (read.kind !== 'code') {
    const verdict = read.kind === 'foreign' ? 'foreign' : 'unknown'
    return { ...nothing, verdict, sentence: strangerSentence(read), host: read.host }
  }
  const code = await lookUpCode(context, read.code)
  if (code === null) return { ...nothing, verdict: 'unknown', sentence: strangerSentence(null) }
  const sheet = code.sheetId === null ? null : await findSheet(context, code.sheetId)
  if (sheet === null) return { ...nothing, ...(await personal(context, code)) }
  const finding = judgeSheet({ ...sheet, state: sheetStateOf(sheet) }, scan.position)
  await note(context, sheet, finding, actor)
  const next = sheet.replacedBy === null ? null : await findSheet(context, sheet.replacedBy)
  const sentence = sheetSentence(finding, {
    title: sheetTitle(sheet),
    place: sheet.place,
    replacedBy: next === null ? null : sheetTitle(next),
    vague: (scan.position?.accuracy ?? 0) > sheetLimits.vague,
  })
  return {
    ...nothing,
    ...finding,
    sentence,
    sheet: await sheetView(context, sheet, actor, filings),
  }
}

async function personal(
  context: Context,
  code: CodeRecord,
): Promise<Pick<PatrolResult, 'verdict' | 'sentence'>> {
  const name = (await subjectNames(context)).get(code.targetId) ?? '一位代表'
  const active = code.revokedAt === null
  return { verdict: active ? 'personal' : 'stopped', sentence: personalSentence(name, active) }
}

async function note(
  context: Context,
  sheet: SheetRecord,
  finding: PatrolFinding,
  actor: Actor,
): Promise<void> {
  const at = context.clock.now()
  const row = (await factsOf(context, sheet.id)).at(-1)
  const last = row && factFrom(row)
  const again =
    last?.type === 'sheet.seen' &&
    last.actorId === actor.accountId &&
    at - last.at < SAME_LOOK &&
    last.data.verdict === finding.verdict &&
    last.data.distance === finding.distance
  if (again) return
  await context.db.commit(
    context.district,
    [],
    [
      {
        at,
        type: 'sheet.seen',
        actor: { kind: 'account', id: actor.accountId },
        subject: { kind: 'sheet', id: sheet.id },
        data: { verdict: finding.verdict, distance: finding.distance },
      },
    ],
  )
}
