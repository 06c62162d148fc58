import { setImmediate as breathe } from 'node:timers/promises'
import { DAY } from '@mashang/shared/core/clock.ts'
import { and, desc, inArray, isNotNull } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { idFloor } from '../core/ids.ts'
import { districtsTables } from '../districts/districts.table.ts'
import { photosTables } from './photos.table.ts'

/** Much longer than a photo is between its file and its row, or waits for a storage that is away. [default] */
const ON_ITS_WAY = 7 * DAY
const BATCH = 200
/** Crashes leave a pair of files now and then; more than this is no crash. [default] */
const A_FEW = 50
/** So many are taken away on one look at the rows. */
const CHUNK = 10

const NAME = /^photos\/[^/]+\/([0-9a-f-]{36})(?:\.thumb)?\.jpg$/

/** All that share the database: several districts may share one storage. */
async function allDistricts({ db }: Context): Promise<string[]> {
  const { districts } = db.tables(districtsTables)
  return (await db.read.select({ id: districts.id }).from(districts)).map(({ id }) => id)
}

/** Which of these photos some row has, of whichever district. */
async function withRow(context: Context, ids: string[]): Promise<Set<string>> {
  const { photos: p } = context.db.tables(photosTables)
  const rows = await context.db.read
    .select({ id: p.id })
    .from(p)
    .where(and(inArray(p.district, await allDistricts(context)), inArray(p.id, ids)))
  return new Set(rows.map(({ id }) => id))
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

/** Files that are shown by photos of another name. A younger one is not looked at. */
async function shownByOthers({ db }: Context): Promise<Set<string>> {
  const { photos: p } = db.tables(photosTables)
  const rows = await db.read.selectDistinct({ fileId: p.fileId }).from(p).where(isNotNull(p.fileId))
  return new Set(rows.flatMap(({ fileId }) => fileId ?? []))
}

interface PhotoFile {
  name: string
  id: string
}

/** Names of old files, with the photo that each is of. */
async function* oldFiles(context: Context): AsyncGenerator<PhotoFile[]> {
  const floor = idFloor(context.clock.now() - ON_ITS_WAY)
  let batch: PhotoFile[] = []
  for await (const name of context.files.list('photos')) {
    const id = NAME.exec(name)?.[1]
    if (id === undefined || id >= floor) continue
    batch.push({ name, id })
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Those that neither a row of their own nor another photo names. */
async function unnamed(context: Context, files: readonly PhotoFile[]): Promise<PhotoFile[]> {
  const rows = await withRow(context, [...new Set(files.map(({ id }) => id))])
  const shared = await shownByOthers(context)
  return files.filter(({ id }) => !rows.has(id) && !shared.has(id))
}

const refused = (why: string): Error =>
  new Error(
    `${why}，所以一个文件也没有删；请核对 MASHANG_DATABASE_URL、MASHANG_DATA 和 MASHANG_FILES_URL 是不是同一套系统的、数据库是不是旧备份、存储桶是不是还有另一套系统在用。`,
  )

/** All that is lost now. Throws where it looks like another database's storage, and no crash. */
async function findLost(context: Context, stopping?: AbortSignal): Promise<PhotoFile[]> {
  const youngest = await youngestRow(context)
  const lost: PhotoFile[] = []
  for await (const batch of oldFiles(context)) {
    if (stopping?.aborted) break
    lost.push(...(await unnamed(context, batch)))
    if (lost.length > A_FEW)
      throw refused(`没有记录的照片文件超过 ${A_FEW} 个，不像是偶然中断留下的`)
    await breathe()
  }
  if (lost.length === 0) return lost
  if (youngest === null) throw refused('存储里有照片文件，数据库里却一张照片的记录也没有')
  // An older copy of the database knows nothing of what came after it.
  if (lost.some(({ id }) => id > youngest))
    throw refused('有照片文件比数据库里最新的一张照片还新，却没有记录')
  return lost
}

/**
 * Takes away files of photos that no row names: a process died between the two. What is found goes
 * at the next turn of the same process, so never at a start, where a setting may be wrong.
 * @returns one turn; it tells how many files went, and throws, and takes nothing, where so many or
 * such files are unknown that the database is rather not theirs
 */
export function lostPhotoFiles(context: Context): (stopping?: AbortSignal) => Promise<number> {
  let before = new Set<string>()
  return async (stopping) => {
    const former = before
    // Where this turn is refused the next one begins anew.
    before = new Set()
    const lost = await findLost(context, stopping)
    if (stopping?.aborted) return 0
    const old = lost.filter(({ name }) => former.has(name))
    before = new Set(lost.map(({ name }) => name))
    let gone = 0
    for (let from = 0; from < old.length && !stopping?.aborted; from += CHUNK) {
      // A row may have come back meanwhile, with a restored database or from another process.
      for (const { name } of await unnamed(context, old.slice(from, from + CHUNK))) {
        await context.files.remove(name)
        gone += 1
      }
      await breathe()
    }
    return gone
  }
}
