import { and, asc, eq, inArray, isNotNull, isNull, lt, ne, or } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { ownRow } from '../core/db/own-row.ts'
import { insertInto, statement, value } from '../core/db/statement.ts'
import { photosTables } from './photos.table.ts'

type Schema = ReturnType<typeof photosTables>
export type PhotoRecord = Schema['photos']['$inferSelect']

/** Stands for an issue where a photo was put aside, so that no filing can claim it any more. */
export const NOBODY = 'nobody'

export const insertPhoto = insertInto(photosTables, 'photos')

/** Gives a photo to an issue. Guarded: a photo belongs to one issue only. */
export const claimPhoto = statement<
  Schema,
  { district: string; id: string; issueId: string; position: number }
>(
  photosTables,
  'claim photo',
  (b, t) =>
    b
      .update(t.photos)
      .set({ issueId: value('issueId'), position: value('position') })
      .where(ownRow(t.photos, isNull(t.photos.issueId))),
  { guarded: true },
)

/** Gives a photo to words about an issue. Guarded like the claim of a filing. */
export const claimForWords = statement<
  Schema,
  { district: string; id: string; issueId: string; messageId: string; position: number }
>(
  photosTables,
  'claim photo for words',
  (b, t) =>
    b
      .update(t.photos)
      .set({
        issueId: value('issueId'),
        messageId: value('messageId'),
        position: value('position'),
      })
      .where(ownRow(t.photos, isNull(t.photos.issueId))),
  { guarded: true },
)

/** Every photo that shows the same file as this one, this one with them. */
export async function sharersOf(context: Context, photoId: string): Promise<string[]> {
  const { photos: p } = context.db.tables(photosTables)
  const own = await context.db.read
    .select({ fileId: p.fileId })
    .from(p)
    .where(and(eq(p.district, context.district), eq(p.id, photoId)))
  const file = own[0]?.fileId ?? photoId
  const rows = await context.db.read
    .select({ id: p.id })
    .from(p)
    .where(and(eq(p.district, context.district), or(eq(p.fileId, file), eq(p.id, file))))
  return [...new Set([photoId, ...rows.map(({ id }) => id)])]
}

/** What the voter sent with the filing. */
export async function photosOfIssue(context: Context, issueId: string): Promise<PhotoRecord[]> {
  const { photos } = context.db.tables(photosTables)
  return await context.db.read
    .select()
    .from(photos)
    .where(
      and(
        eq(photos.district, context.district),
        eq(photos.issueId, issueId),
        isNull(photos.messageId),
      ),
    )
    .orderBy(asc(photos.position))
}

/** What came with the words of whoever works on it. */
export async function photosOfWords(context: Context, issueId: string): Promise<PhotoRecord[]> {
  const { photos } = context.db.tables(photosTables)
  return await context.db.read
    .select()
    .from(photos)
    .where(
      and(
        eq(photos.district, context.district),
        eq(photos.issueId, issueId),
        isNotNull(photos.messageId),
      ),
    )
    .orderBy(asc(photos.position))
}

/** Those of the given photos that belong to nobody yet, in the given order. */
export async function unclaimedPhotos(
  context: Context,
  ids: readonly string[],
): Promise<PhotoRecord[]> {
  if (ids.length === 0) return []
  const { photos } = context.db.tables(photosTables)
  const rows = await context.db.read
    .select()
    .from(photos)
    .where(
      and(
        eq(photos.district, context.district),
        inArray(photos.id, [...ids]),
        isNull(photos.issueId),
      ),
    )
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Name of a photo's file in the store. */
export const photoFile = (id: string, size: 'full' | 'thumb'): string =>
  `photos/${id.slice(-2)}/${id}${size === 'thumb' ? '.thumb' : ''}.jpg`

/** Photos that no filing had named by then, at most 1,000 at a time. */
export async function unclaimedBefore(context: Context, before: number): Promise<string[]> {
  const { photos } = context.db.tables(photosTables)
  const rows = await context.db.read
    .select({ id: photos.id })
    .from(photos)
    .where(
      and(
        eq(photos.district, context.district),
        isNull(photos.issueId),
        lt(photos.createdAt, before),
      ),
    )
    .limit(1_000)
  return rows.map((row) => row.id)
}

/** Puts what the voter sent with an issue aside; the job takes files and rows away. */
export const dropPhotosOf = statement<Schema, { district: string; issueId: string }>(
  photosTables,
  'drop photos of issue',
  (b, t) =>
    b
      .update(t.photos)
      .set({ issueId: NOBODY })
      .where(
        and(
          eq(t.photos.district, value('district')),
          eq(t.photos.issueId, value('issueId')),
          // What came with an answer is the answer's, and may be shown with others, too.
          isNull(t.photos.messageId),
        ),
      ),
)

/** Whether the photo is there, whoever it belongs to. */
export async function isPhotoThere(context: Context, id: string): Promise<boolean> {
  const { photos } = context.db.tables(photosTables)
  const rows = await context.db.read
    .select({ id: photos.id })
    .from(photos)
    .where(and(eq(photos.district, context.district), eq(photos.id, id)))
  return rows.length > 0
}

/** Whether the photo is there and belongs to nobody yet. */
export async function isUnclaimed(context: Context, id: string): Promise<boolean> {
  const { photos } = context.db.tables(photosTables)
  const rows = await context.db.read
    .select({ id: photos.id })
    .from(photos)
    .where(and(eq(photos.district, context.district), eq(photos.id, id), isNull(photos.issueId)))
  return rows.length > 0
}

/** Guarded: a photo that was claimed meanwhile stays. */
export const deleteUnclaimed = statement<Schema, { district: string; id: string }>(
  photosTables,
  'delete unclaimed photo',
  (b, t) => b.delete(t.photos).where(ownRow(t.photos, isNull(t.photos.issueId))),
  { guarded: true },
)

export const deleteDropped = statement<Schema, { district: string; id: string }>(
  photosTables,
  'delete dropped photo',
  (b, t) => b.delete(t.photos).where(ownRow(t.photos, eq(t.photos.issueId, NOBODY))),
)

/** Whoever shows one file shows another one from now on. Guarded: somebody must still show it. */
export const switchFile = statement<
  Schema,
  { district: string; fileId: string; wasFileId: string }
>(
  photosTables,
  'switch photo file',
  (b, t) =>
    b
      .update(t.photos)
      .set({ fileId: value('fileId') })
      .where(
        and(
          eq(t.photos.district, value('district')),
          or(
            eq(t.photos.fileId, value('wasFileId')),
            and(eq(t.photos.id, value('wasFileId')), isNull(t.photos.fileId)),
          ),
          // What was put aside goes with the file that it had.
          ne(t.photos.issueId, NOBODY),
        ),
      ),
  { guarded: true },
)

/** Turns the row of a new file into the order to take the old one away. Guarded: it is still there. */
export const dropFile = statement<Schema, { district: string; id: string; fileId: string }>(
  photosTables,
  'drop photo file',
  (b, t) =>
    b
      .update(t.photos)
      .set({ issueId: NOBODY, fileId: value('fileId') })
      .where(ownRow(t.photos, isNull(t.photos.issueId))),
  { guarded: true },
)
