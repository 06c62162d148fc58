import type { Attachment, FileOwner } from '@mashang/shared/suggestions/attachments.model.ts'
import { filesIn } from '@mashang/shared/suggestions/attachments.rules.ts'
import { type Matter, OFFICE, type Party } from '@mashang/shared/suggestions/matter.rules.ts'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value, type Write } from '../core/db/statement.ts'
import { suggestionsTables } from './suggestions.table.ts'

type Schema = ReturnType<typeof suggestionsTables>

/** In place of a suggestion: nobody names it any more, its bytes go next. */
export const NOBODY = 'nobody'

/** Its name in the file store. */
export const attachmentFile = (id: string): string => `suggestions/${id}`

/** Somebody as the owner of a file; the office is one, whoever of it is at work. */
export const ownerOf = (who: Party): FileOwner => (who.kind === 'office' ? OFFICE : who)

export const insertAttachment = insertInto(suggestionsTables, 'suggestionFiles')

/** Guarded: only what its sender has not given to another suggestion. */
export const claimAttachment = statement<
  Schema,
  { district: string; id: string; suggestionId: string }
>(
  suggestionsTables,
  'claim attachment',
  (b, { suggestionFiles: f }) =>
    b
      .update(f)
      .set({ suggestionId: value('suggestionId') })
      .where(ownRow(f, isNull(f.suggestionId))),
  { guarded: true },
)

/** Puts one aside that its suggestion names no more. */
export const dropAttachment = statement<Schema, { district: string; id: string }>(
  suggestionsTables,
  'drop attachment',
  (b, { suggestionFiles: f }) => b.update(f).set({ suggestionId: NOBODY }).where(ownRow(f)),
)

export const deleteAttachment = statement<Schema, { district: string; id: string }>(
  suggestionsTables,
  'delete attachment',
  (b, { suggestionFiles: f }) => b.delete(f).where(ownRow(f, eq(f.suggestionId, NOBODY))),
)

/** What somebody has sent and nothing names yet. */
export async function attachmentsAtHand(context: Context, owner: FileOwner): Promise<Attachment[]> {
  const { suggestionFiles: f } = context.db.tables(suggestionsTables)
  return await context.db.read
    .select({ id: f.id, name: f.name, type: f.type, size: f.size })
    .from(f)
    .where(
      and(
        eq(f.district, context.district),
        isNull(f.suggestionId),
        eq(f.ownerKind, owner.kind),
        eq(f.ownerId, owner.id),
      ),
    )
}

/** Ids of what nobody names: put aside, or sent before a moment and never named. */
export async function unnamedBefore(
  context: Context,
  before: number,
): Promise<{ aside: string[]; forgotten: string[] }> {
  const { suggestionFiles: f } = context.db.tables(suggestionsTables)
  const ofDistrict = eq(f.district, context.district)
  const [aside, forgotten] = await Promise.all([
    context.db.read
      .select({ id: f.id })
      .from(f)
      .where(and(ofDistrict, eq(f.suggestionId, NOBODY))),
    context.db.read
      .select({ id: f.id })
      .from(f)
      .where(and(ofDistrict, isNull(f.suggestionId), lt(f.createdAt, before))),
  ])
  return { aside: aside.map(({ id }) => id), forgotten: forgotten.map(({ id }) => id) }
}

/** Files that it names now are its own; those that it names no more are put aside. */
export function fileWrites(
  district: string,
  suggestionId: string,
  before: Matter | null,
  after: Matter,
): Write[] {
  const had = new Set(before === null ? [] : filesIn(before).map(({ id }) => id))
  const has = new Set(filesIn(after).map(({ id }) => id))
  return [
    ...[...has]
      .filter((id) => !had.has(id))
      .map((id) => claimAttachment({ district, id, suggestionId })),
    ...[...had].filter((id) => !has.has(id)).map((id) => dropAttachment({ district, id })),
  ]
}
