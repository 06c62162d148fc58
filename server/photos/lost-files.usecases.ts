import { setImmediate as breathe } from 'node:timers/promises'
import { DAY } from '@mashang/shared/core/clock.ts'
import { and, desc, inArray, isNotNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { idFloor } from '../core/ids.ts'
import type { Job } from '../core/jobs.ts'
import { districtsTables } from '../districts/districts.table.ts'
import { photosTables } from './photos.table.ts'

/** Much longer than a photo is between its file and its row, or waits for a storage that is away. [default] */
const ON_ITS_WAY = 7 * DAY
const BATCH = 200
/** Crashes leave a pair of files now and then; more than this is no crash. [default] */
const A_FEW = 50
/** So many are taken away on one look at the rows. */
const CHUNK = 10

/** Keys of UUIDv7 tell when they were made; those that a phone made up do not. */
const tellsWhen = (id: string): boolean => id[14] === '7'

/** Files of photos in both sizes that one kind of row names. */
export interface PhotoFolder {
  /** The first part of their names. */
  folder: string
  /** Which of these ids some row names, of whichever of these districts. */
  named(
    context: Context,
    ids: readonly string[],
    districts: readonly string[],
  ): Promise<ReadonlySet<string>>
}

/** All that share the database: several districts may share one storage. */
async function allDistricts({ db }: Context): Promise<string[]> {
  const { districts } = db.tables(districtsTables)
  return (await db.read.select({ id: districts.id }).from(districts)).map(({ id }) => id)
}

/** The youngest photo that has a row; null: there is none. Ids grow with time. */
async function youngestRow(context: Context): Promise<string | null> {
  const { photos: p } = context.db.tables(photosTables)
  const [row] = await context.db.read
    .select({ id: p.id })
    .from(p)
    .where(inArray(p.district, await allDistricts(context)))
    .orderBy(desc(p.id))
    .limit(1)
  return row?.id ?? null
}

/** Photos of voters: a row of their own, or one of another name that shows them. */
export const photos: PhotoFolder = {
  folder: 'photos',
  async named({ db }, ids, districts) {
    const { photos: p } = db.tables(photosTables)
    const own = await db.read
      .select({ id: p.id })
      .from(p)
      .where(and(inArray(p.district, [...districts]), inArray(p.id, [...ids])))
    const shown = await db.read.selectDistinct({ id: p.fileId }).from(p).where(isNotNull(p.fileId))
    return new Set([...own, ...shown].flatMap(({ id }) => id ?? []))
  },
}

interface PhotoFile {
  name: string
  id: string
}

/** Names of old files, with the photo that each is of. */
async function* oldFiles(context: Context, folder: string): AsyncGenerator<PhotoFile[]> {
  const pattern = new RegExp(`^${folder}/[^/]+/([0-9a-f-]{36})(?:\\.thumb)?\\.jpg$`, 'i')
  const floor = idFloor(context.clock.now() - ON_ITS_WAY)
  let batch: PhotoFile[] = []
  for await (const name of context.files.list(folder)) {
    const id = pattern.exec(name)?.[1]
    if (id === undefined || (tellsWhen(id) && id >= floor)) continue
    batch.push({ name, id })
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function unnamed(
  context: Context,
  { named }: PhotoFolder,
  files: readonly PhotoFile[],
): Promise<PhotoFile[]> {
  const ids = [...new Set(files.map(({ id }) => id))]
  const known = await named(context, ids, await allDistricts(context))
  return files.filter(({ id }) => !known.has(id))
}

const refused = (why: string): Error =>
  new Error(
    `${why}，所以一个文件也没有删；请核对 MASHANG_DATABASE_URL、MASHANG_DATA 和 MASHANG_FILES_URL 是不是同一套系统的、数据库是不是旧备份、存储桶是不是还有另一套系统在用。`,
  )

/** All that is lost now. Throws where it looks like another database's storage, and no crash. */
async function findLost(
  context: Context,
  photos: PhotoFolder,
  stopping?: AbortSignal,
): Promise<PhotoFile[]> {
  const youngest = await youngestRow(context)
  const lost: PhotoFile[] = []
  for await (const batch of oldFiles(context, photos.folder)) {
    if (stopping?.aborted) break
    lost.push(...(await unnamed(context, photos, batch)))
    if (lost.length > A_FEW)
      throw refused(`没有记录的照片文件超过 ${A_FEW} 个，不像是偶然中断留下的`)
    await breathe()
  }
  if (lost.length === 0) return lost
  if (youngest === null) throw refused('存储里有照片文件，数据库里却一张照片的记录也没有')
  // An older copy of the database knows nothing of what came after it.
  if (lost.some(({ id }) => tellsWhen(id) && id > youngest))
    throw refused('有照片文件比数据库里最新的一张照片还新，却没有记录')
  return lost
}

/**
 * Takes away files of photos that no row names: a process died between the two, or a commit failed
 * behind its copies. What is found goes at the next turn of the same process, so never at a start,
 * where a setting may be wrong, nor before it has lain there for a day.
 * @returns one turn; it tells how many files went, and throws, and takes nothing, where so many or
 * such files are unknown that the database is rather not theirs
 */
export function lostPhotoFiles(
  context: Context,
  photos: PhotoFolder,
): (stopping?: AbortSignal) => Promise<number> {
  let before = new Set<string>()
  return async (stopping) => {
    const former = before
    // Where this turn is refused the next one begins anew.
    before = new Set()
    const lost = await findLost(context, photos, stopping)
    if (stopping?.aborted) return 0
    const old = lost.filter(({ name }) => former.has(name))
    before = new Set(lost.map(({ name }) => name))
    let gone = 0
    for (let from = 0; from < old.length && !stopping?.aborted; from += CHUNK) {
      // A row may have come back meanwhile, with a restored database or from another process.
      for (const { name } of await unnamed(context, photos, old.slice(from, from + CHUNK))) {
        await context.files.remove(name)
        gone += 1
      }
      await breathe()
    }
    return gone
  }
}

/** Looks through a folder of photos once a day. */
export function dropLostPhotoFiles(context: Context, photos: PhotoFolder): Job {
  const turn = lostPhotoFiles(context, photos)
  return {
    name: `drop files of ${photos.folder} that no row names`,
    every: DAY,
    run: async (stopping) => {
      await turn(stopping)
    },
  }
}
