import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { activitiesTables } from './activities/activities.table.ts'
import { activityPhoto } from './activities/photos.usecases.ts'
import type { Context } from './core/context.ts'
import { sealedFile } from './issues/holds.store.ts'
import { holdsTables } from './issues/holds.table.ts'
import { NOBODY as NO_ISSUE, photoFile } from './photos/photos.store.ts'
import { photosTables } from './photos/photos.table.ts'
import type { PhotoNames } from './photos/photos.usecases.ts'
import { copyFile, copyFileBefore } from './records/records.store.ts'
import { recordsTables } from './records/records.table.ts'
import { portraitFile } from './representatives/representatives.store.ts'
import { representativesTables } from './representatives/representatives.table.ts'
import { rosterFile } from './roster/roster.store.ts'
import { rostersTables } from './roster/rosters.table.ts'
import { batchesTables } from './sheets/batches.table.ts'
import { alarmPhoto, placementPhoto } from './sheets/sheet-photos.ts'
import { sheetsTables } from './sheets/sheets.table.ts'
import { attachmentFile, NOBODY as NO_SUGGESTION } from './suggestions/attachments.store.ts'
import { suggestionsTables } from './suggestions/suggestions.table.ts'

/** What a row says of a file that it names. */
export interface NamedFile {
  name: string
  /** The row is nothing without it; else it may be gone, or not there yet. */
  needed: boolean
  /** How it was called in earlier versions: it may still be. */
  formerly?: string
  /** Bytes. */
  size?: number
  /** How its SHA-256 begins, in hex. */
  sha256?: string
}

type From = Pick<Context, 'db' | 'district'>

/** The files of one folder of the store. */
interface StoredKind {
  folder: string
  /**
   * All that the rows of a district name.
   * @param among names that are asked about; of others less may be told. Without: all.
   */
  named(from: From, among?: readonly string[]): Promise<NamedFile[]>
}

/** Ids that names begin with, whatever folder and ending they have. */
const idsIn = (names: readonly string[]): string[] => [
  ...new Set(names.map((name) => name.slice(name.lastIndexOf('/') + 1).split('.')[0] ?? '')),
]
const bothSizes = (names: PhotoNames, needed: boolean): NamedFile[] =>
  (['full', 'thumb'] as const).map((size) => ({ name: names(size), needed }))
const ofPhoto =
  (id: string): PhotoNames =>
  (size) =>
    photoFile(id, size)

async function photos({ db, district }: From, among?: readonly string[]): Promise<NamedFile[]> {
  const { photos: p } = db.tables(photosTables)
  const own = await db.read
    .select({ id: p.id, issueId: p.issueId, fileId: p.fileId })
    .from(p)
    .where(
      and(eq(p.district, district), among === undefined ? undefined : inArray(p.id, idsIn(among))),
    )
  const files = own.flatMap(({ id, issueId, fileId }) =>
    bothSizes(ofPhoto(id), fileId === null && issueId !== NO_ISSUE),
  )
  const known = new Set(files.map(({ name }) => name))
  if (among?.every((name) => known.has(name))) return files
  // Files that are shown by photos of another name.
  const shown = await db.read
    .selectDistinct({ fileId: p.fileId, issueId: p.issueId })
    .from(p)
    .where(and(eq(p.district, district), isNotNull(p.fileId)))
  return [
    ...files,
    ...shown.flatMap(({ fileId, issueId }) =>
      fileId === null ? [] : bothSizes(ofPhoto(fileId), issueId !== NO_ISSUE),
    ),
  ]
}

async function suggestions({ db, district }: From, among?: readonly string[]) {
  const { suggestionFiles: f } = db.tables(suggestionsTables)
  const rows = await db.read
    .select({ id: f.id, size: f.size, suggestionId: f.suggestionId })
    .from(f)
    .where(
      and(eq(f.district, district), among === undefined ? undefined : inArray(f.id, idsIn(among))),
    )
  return rows.map(({ id, size, suggestionId }) => ({
    name: attachmentFile(id),
    needed: suggestionId !== NO_SUGGESTION,
    size,
  }))
}

/** Everything in the store; a test holds it against what a full district has there. */
export const storedKinds: readonly StoredKind[] = [
  { folder: 'photos', named: photos },
  { folder: 'suggestions', named: suggestions },
  {
    folder: 'activities',
    async named({ db, district }) {
      const { activities: a } = db.tables(activitiesTables)
      const rows = await db.read
        .select({ photos: a.photos })
        .from(a)
        .where(eq(a.district, district))
      return rows.flatMap((row) => row.photos.flatMap((id) => bothSizes(activityPhoto(id), true)))
    },
  },
  {
    folder: 'sheets',
    async named({ db, district }) {
      const { sheetPlacements: p } = db.tables(sheetsTables)
      const rows = await db.read
        .select({ id: p.id })
        .from(p)
        .where(and(eq(p.district, district), eq(p.photo, true)))
      return rows.flatMap(({ id }) => bothSizes(placementPhoto(id), true))
    },
  },
  {
    folder: 'sheet-alarms',
    async named({ db, district }) {
      const { sheetAlarms: a } = db.tables(sheetsTables)
      const rows = await db.read
        .select({ id: a.id })
        .from(a)
        .where(and(eq(a.district, district), eq(a.photo, true)))
      return rows.flatMap(({ id }) => bothSizes(alarmPhoto(id), true))
    },
  },
  {
    folder: 'records',
    async named({ db, district }) {
      const { recordCopies: c } = db.tables(recordsTables)
      const rows = await db.read
        .select({ id: c.id, fingerprint: c.fingerprint, size: c.size })
        .from(c)
        .where(eq(c.district, district))
      return rows.map(({ id, size, fingerprint }) => ({
        name: copyFile({ id, fingerprint }),
        needed: true,
        formerly: copyFileBefore(id),
        size,
        sha256: fingerprint,
      }))
    },
  },
  {
    folder: 'portraits',
    async named({ db, district }) {
      const { representatives: r } = db.tables(representativesTables)
      const rows = await db.read
        .select({ id: r.id, photo: r.photo })
        .from(r)
        .where(and(eq(r.district, district), isNotNull(r.photo)))
      return rows.flatMap(({ id, photo }) =>
        photo === null ? [] : [{ name: portraitFile(id, photo), needed: true, sha256: photo }],
      )
    },
  },
  {
    folder: 'batches',
    async named({ db, district }) {
      const { posterBatches: b } = db.tables(batchesTables)
      const rows = await db.read.select({ files: b.files }).from(b).where(eq(b.district, district))
      return rows.flatMap(({ files }) =>
        files.map(({ stored, bytes }) => ({ name: stored, needed: true, size: bytes })),
      )
    },
  },
  {
    folder: 'sealed',
    async named({ db, district }) {
      const { holds: h } = db.tables(holdsTables)
      const rows = await db.read
        .select({ id: h.id, needed: h.originalPhoto })
        .from(h)
        // Sealed before it is decided: the covering may be about to be committed.
        .where(and(eq(h.district, district), or(eq(h.originalPhoto, true), eq(h.state, 'waiting'))))
      return rows.map(({ id, needed }) => ({ name: sealedFile(id), needed }))
    },
  },
  {
    folder: 'rosters',
    async named({ db, district }) {
      const { rosters: r } = db.tables(rostersTables)
      const rows = await db.read
        .select({ id: r.id })
        .from(r)
        .where(and(eq(r.district, district), isNull(r.confirmedAt)))
      return rows.map(({ id }) => ({ name: rosterFile(id), needed: true }))
    },
  },
]
