import { setImmediate as breathe } from 'node:timers/promises'
import { DAY } from '@mashang/shared/core/clock.ts'
import { asc, desc, eq } from 'drizzle-orm'
import type { Context } from './core/context.ts'
import type { Job } from './core/jobs.ts'
import { ledgerTables } from './core/ledger/ledger.table.ts'
import { storedKinds } from './stored-files.ts'

type Kind = (typeof storedKinds)[number]

/** Much longer than a file is there before its row. [default] */
const ON_ITS_WAY = DAY
const BATCH = 200
/** Crashes leave a pair of files now and then; more than this in a folder is no crash. [default] */
const A_FEW = 50
/** So many are taken away on one look at the rows. */
const CHUNK = 10
/** Whose the store is: each district that sweeps in it says so. */
const OWNERS = 'mashang-districts'

const refused = (why: string): Error =>
  new Error(
    `${why}，所以这里一个文件也没有删；请核对 MASHANG_DATABASE_URL、MASHANG_DATA 和 MASHANG_FILES_URL 是不是同一套系统的、数据库是不是旧备份、存储桶是不是还有另一套系统在用。`,
  )

/** Names carry no district: what is another one's cannot be told from what is lost. */
async function refuseShared({ files, district }: Context): Promise<void> {
  const own = `${OWNERS}/${district}`
  let there = false
  for await (const name of files.list(OWNERS)) {
    if (name !== own)
      throw refused(`存储里还有另一个旗县区（${name.slice(OWNERS.length + 1)}）的文件`)
    there = true
  }
  if (!there) await files.put(own, Buffer.from(district))
}

/** From the first fact of the ledger to the last one, in epoch milliseconds; null: it has none. */
async function known({ db, district }: Context): Promise<{ from: number; to: number } | null> {
  const { ledger: l } = db.tables(ledgerTables)
  const end = async (order: typeof asc): Promise<number | undefined> => {
    const [row] = await db.read
      .select({ at: l.at })
      .from(l)
      .where(eq(l.district, district))
      .orderBy(order(l.sequence))
      .limit(1)
    return row?.at
  }
  const [from, to] = [await end(asc), await end(desc)]
  return from === undefined || to === undefined ? null : { from, to }
}

async function* batches(context: Context, { folder }: Kind): AsyncGenerator<string[]> {
  let batch: string[] = []
  for await (const name of context.files.list(folder)) {
    batch.push(name)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Those of some files that no row names. */
async function unnamed(context: Context, kind: Kind, names: string[]): Promise<string[]> {
  const named = await kind.named(context, names)
  const known = new Set(named.flatMap(({ name, formerly = name }) => [name, formerly]))
  return names.filter((name) => !known.has(name))
}

async function writtenAt({ files }: Context, name: string): Promise<number> {
  const found = await files.read(name, { start: 0, end: 0 })
  found?.stream.destroy()
  return found?.writtenAt ?? Number.POSITIVE_INFINITY
}

/** All of a folder that is lost now. Throws where it looks like another database's, and no crash. */
async function findLost(context: Context, kind: Kind, stopping?: AbortSignal): Promise<string[]> {
  const where = `存储的 ${kind.folder} 里`
  const lost: string[] = []
  const until = context.clock.now() - ON_ITS_WAY
  const time = await known(context)
  for await (const batch of batches(context, kind)) {
    if (stopping?.aborted) return []
    for (const name of await unnamed(context, kind, batch)) {
      const at = await writtenAt(context, name)
      if (at > until) continue
      if (time === null || at < time.from)
        throw refused(`${where}有比账本的第一条还早的文件，数据库里却没有它的记录`)
      // An older copy of the database knows nothing of what came after it.
      if (at > time.to)
        throw refused(`${where}有比账本最新的一条还新的文件，数据库里却没有它的记录`)
      lost.push(name)
    }
    if (lost.length > A_FEW)
      throw refused(`${where}没有记录的文件超过 ${A_FEW} 个，不像是偶然中断留下的`)
    await breathe()
  }
  return lost
}

/** Takes away what is still lost; returns how many. */
async function drop(
  context: Context,
  kind: Kind,
  names: readonly string[],
  stopping?: AbortSignal,
): Promise<number> {
  let gone = 0
  for (let from = 0; from < names.length && !stopping?.aborted; from += CHUNK) {
    // A row may have come back meanwhile, with a restored database or from another process.
    for (const name of await unnamed(context, kind, names.slice(from, from + CHUNK))) {
      await context.files.remove(name)
      gone += 1
    }
    await breathe()
  }
  return gone
}

/**
 * Takes away files that no row names: a process died between the two. What is found goes at the next
 * turn of the same process, so never at a start, where a setting may be wrong.
 * @returns one turn; it tells how many files went. It takes nothing out of a folder where so many or
 * such files are unknown that the database is rather not theirs, and throws when it is through.
 */
export function lostFiles(context: Context): (stopping?: AbortSignal) => Promise<number> {
  const before = new Map<Kind, ReadonlySet<string>>()
  return async (stopping) => {
    const former = new Map(before)
    // Where this turn is refused the next one begins anew.
    before.clear()
    await refuseShared(context)
    const refusals: Error[] = []
    let gone = 0
    for (const kind of storedKinds) {
      try {
        const lost = await findLost(context, kind, stopping)
        if (stopping?.aborted) break
        before.set(kind, new Set(lost))
        const old = lost.filter((name) => former.get(kind)?.has(name))
        gone += await drop(context, kind, old, stopping)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        refusals.push(error)
      }
    }
    if (refusals.length > 0)
      throw new Error(refusals.map(({ message }) => message).join('\n'), { cause: refusals[0] })
    return gone
  }
}

export function lostFilesJobs(context: Context): Job[] {
  const dropLost = lostFiles(context)
  return [
    {
      name: 'drop files that no row names',
      every: DAY,
      run: async (stopping) => {
        await dropLost(stopping)
      },
    },
  ]
}
