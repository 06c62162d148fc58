import type { Readable } from 'node:stream'
import type { Cell } from '@mashang/shared/core/csv.ts'
import { Failure } from '@mashang/shared/core/errors.ts'
import { momentDigits } from '@mashang/shared/core/local-time.ts'
import type {
  ContactExportView,
  contactExportsApi,
} from '@mashang/shared/issues/contact-exports.api.ts'
import { contactExportErrors } from '@mashang/shared/issues/contact-exports.errors.ts'
import {
  contactExportExpiry,
  contactExportRights,
} from '@mashang/shared/issues/contact-exports.rules.ts'
import { contactExportLimits } from '@mashang/shared/issues/contact-exports.words.ts'
import { issueNumber, phoneChecks } from '@mashang/shared/issues/issues.words.ts'
import { isMasked } from '@mashang/shared/issues/retention.rules.ts'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/db/faults.ts'
import { newId } from '../core/ids.ts'
import type { Fact } from '../core/ledger/ledger.chain.ts'
import { opened } from '../core/secrets.ts'
import { xlsxStream } from '../core/xlsx.ts'
import { districtNow } from '../districts/districts.store.ts'
import { inPieces } from '../exports/table-export.ts'
import {
  type ContactExportRecord,
  findContactExport,
  heldOf,
  holdsContact,
  insertContactExport,
  moveContactExport,
} from './contact-exports.store.ts'
import { barsOf, viewsOf } from './contact-exports.views.ts'
import type { IssueRecord } from './issues.store.ts'
import { authorOf, factBy, messageWrite } from './issues.writes.ts'
import { conditionsOf, issuesWhere, tablesOf, type Unnotified } from './office.filter.ts'

type Asked = z.output<NonNullable<typeof contactExportsApi.ask.body>>
type Decision = z.output<NonNullable<typeof contactExportsApi.decide.body>>

const exportFact = (
  actor: Actor,
  id: string,
  at: number,
  type: string,
  data: NonNullable<Fact['data']> = {},
): Fact => ({
  at,
  type: `contact-export.${type}`,
  actor: { kind: 'account', id: actor.accountId },
  subject: { kind: 'contact-export', id },
  data,
})

async function viewOf(context: Context, id: string, actor: Actor): Promise<ContactExportView> {
  const [view] = await viewsOf(context, [await found(context, id)], actor)
  if (view === undefined) throw new Failure(contactExportErrors.notFound)
  return view
}

async function found(context: Context, id: string): Promise<ContactExportRecord> {
  const row = await findContactExport(context, id)
  if (row === null) throw new Failure(contactExportErrors.notFound)
  return row
}

/** Asks for the contacts of exactly the matters that the filter finds now. */
export async function askForContacts(
  context: Context,
  asked: Asked,
  actor: Actor,
  unnotified: Unnotified,
): Promise<ContactExportView> {
  const { issues: i, deadlines: d, representatives: r } = tablesOf(context)
  const at = context.clock.now()
  const has = conditionsOf(context, actor, at, unnotified)
  const rows = await context.db.read
    .select({ id: i.id })
    .from(i)
    .leftJoin(r, and(eq(r.district, i.district), eq(r.id, i.representativeId)))
    .leftJoin(d, has.openClock)
    .where(and(await issuesWhere(context, asked.filter, has), holdsContact(i)))
    .limit(contactExportLimits.issues + 1)
  if (rows.length === 0) throw new Failure(contactExportErrors.none)
  if (rows.length > contactExportLimits.issues) throw new Failure(contactExportErrors.tooMany)
  const id = newId()
  await context.db.commit(
    context.district,
    [
      insertContactExport({
        district: context.district,
        id,
        state: 'asked',
        issueIds: rows.map((row) => row.id),
        reason: asked.reason,
        askedBy: actor.accountId,
        askedAt: at,
        expiresAt: contactExportExpiry(at),
      }),
    ],
    [exportFact(actor, id, at, 'asked', { issues: rows.length })],
  )
  return await viewOf(context, id, actor)
}

/** One guarded step of a request, with its fact and whatever goes with it. */
async function move(
  context: Context,
  row: ContactExportRecord,
  change: Partial<ContactExportRecord>,
  facts: Fact[],
  more: Parameters<Context['db']['commit']>[1] = [],
): Promise<void> {
  const { decidedBy, decidedAt, decision, downloadedAt, expiresAt, state, id } = row
  const { district } = context
  const next = { state, decidedBy, decidedAt, decision, downloadedAt, expiresAt, ...change }
  try {
    await context.db.commit(
      district,
      [moveContactExport({ ...next, district, id, wasState: state }), ...more],
      facts,
    )
  } catch (error) {
    if (error instanceof Conflict) throw new Failure(contactExportErrors.notNow)
    throw error
  }
}

export async function decideContactExport(
  context: Context,
  id: string,
  decision: Decision,
  actor: Actor,
): Promise<ContactExportView> {
  const row = await found(context, id)
  const at = context.clock.now()
  if (row.askedBy === actor.accountId) throw new Failure(contactExportErrors.own)
  if (!contactExportRights(row, actor.accountId, at, true).decide)
    throw new Failure(contactExportErrors.notNow)
  // To say no needs no second person.
  const bar = decision.approve ? (await barsOf(context, [row], actor)).get(row.askedBy) : undefined
  if (bar !== undefined) throw new Failure(contactExportErrors.notIndependent, { detail: bar })
  await move(
    context,
    row,
    {
      state: decision.approve ? 'approved' : 'declined',
      decidedBy: actor.accountId,
      decidedAt: at,
      decision: decision.approve ? null : decision.reason,
      expiresAt: decision.approve ? contactExportExpiry(at) : row.expiresAt,
    },
    [exportFact(actor, id, at, decision.approve ? 'approved' : 'declined')],
  )
  return await viewOf(context, id, actor)
}

export async function withdrawContactExport(
  context: Context,
  id: string,
  actor: Actor,
): Promise<ContactExportView> {
  const row = await found(context, id)
  const at = context.clock.now()
  if (!contactExportRights(row, actor.accountId, at, true).withdraw)
    throw new Failure(contactExportErrors.notNow)
  await move(context, row, { state: 'withdrawn' }, [exportFact(actor, id, at, 'withdrawn')])
  return await viewOf(context, id, actor)
}

const HEADER = ['编号', '事项', '姓名', '电话', '电话核实']

/**
 * The file, once, for whoever asked. That each contact was opened, by whom and why, is written where
 * its voter sees it, before the first byte leaves.
 */
export async function downloadContacts(
  context: Context,
  id: string,
  actor: Actor,
): Promise<{ name: string; stream: Readable }> {
  const row = await found(context, id)
  const at = context.clock.now()
  if (!contactExportRights(row, actor.accountId, at, true).download)
    throw new Failure(contactExportErrors.notNow)
  // Its time may be over since it was asked for.
  const issues = (await heldOf(context, row.issueIds)).filter((issue) => !isMasked(issue, at))
  const author = await authorOf(context, actor, null)
  const words = issues.map((issue) => ({ issue, messageId: newId() }))
  await move(
    context,
    row,
    { state: 'downloaded', downloadedAt: at },
    [
      exportFact(actor, id, at, 'downloaded', { issues: issues.length }),
      ...words.map(({ issue, messageId }) =>
        factBy(actor, issue, at, 'issue.contact-opened', { messageId, export: id }),
      ),
    ],
    words.map(({ issue, messageId }) =>
      messageWrite(context, issue, {
        id: messageId,
        ...author,
        kind: 'contact-opening',
        text: row.reason,
        at,
      }),
    ),
  )
  const { shortName } = await districtNow(context)
  // What its voter deleted while it was written down does not leave.
  const leaving = await heldOf(
    context,
    issues.map((issue) => issue.id),
  )
  const cells = leaving.map((issue) => contactCells(context, issue, shortName))
  return {
    name: `联系方式 ${momentDigits(at).slice(0, 10)}.xlsx`,
    stream: xlsxStream('联系方式', HEADER, inPieces(cells)),
  }
}

function contactCells(context: Context, issue: IssueRecord, shortName: string): Cell[] {
  const open = (sealed: string | null): string | null =>
    sealed === null ? null : opened(context, sealed, issue.id)
  return [
    issueNumber(shortName, issue.year, issue.number),
    issue.title,
    open(issue.contactName),
    open(issue.contactPhone),
    issue.phoneCheck === null ? null : phoneChecks[issue.phoneCheck],
  ]
}
