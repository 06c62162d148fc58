/**
 * `npm run run move-to-postgres`: takes the SQLite database of the data folder over into the empty
 * PostgreSQL that MASHANG_DATABASE_URL names. Stop the server first. Killed at any point it goes on
 * when it is run again; the folder stays as it was, with its key and its files. Ends with 1 where
 * anything is missing or differs.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '@mashang/server/config.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { migrated, openDatabase, openToRead } from '@mashang/server/core/db/open.ts'
import { openPostgres } from '@mashang/server/core/db/postgres.ts'
import { openFiles } from '@mashang/server/core/files/open.ts'
import { keysFolder } from '@mashang/server/core/keeping-settings.ts'
import { verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import { districtsTables } from '@mashang/server/districts/districts.table.ts'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { compareTable, copyTable } from './move/copy.ts'
import { checkFiles } from './move/files.ts'
import { beginAt, progressIn } from './move/progress.ts'
import { movedTables } from './move/tables.ts'
import { operatorConfig } from './support/command.ts'

/** Faults of files that are told one by one. */
const MOST_TOLD = 20

/** Opens the file so that nobody else can write while it is read. */
async function heldSource(folder: string): Promise<Sqlite.Database> {
  const path = join(folder, 'mashang.sqlite')
  if (!existsSync(path))
    throw new ConfigError(`${folder} 里没有数据库，请用 MASHANG_DATA 指明数据目录。`)
  // Brought up to date first: both sides then have the same tables.
  await (await openDatabase(null, folder)).close()
  const file = new Sqlite(path)
  file.pragma('busy_timeout = 2000')
  try {
    file.exec('begin immediate')
  } catch {
    throw new ConfigError('还有程序在写这个数据库，请先停下服务，再运行一次。')
  }
  return file
}

async function begin(client: pg.Client, source: string): Promise<void> {
  const found = await beginAt(client, source)
  if (found === 'full')
    throw new ConfigError(
      '目标数据库里已经有数据（哪怕是别的旗县区的），请换一个空的；什么都没有动。',
    )
  if (found === 'foreign')
    throw new ConfigError('目标数据库里有另一个数据目录没搬完的数据，请换一个空的；什么都没有动。')
  if (found === 'again') console.log('接着上次没搬完的地方搬。')
}

/** What is wrong with what was moved, in sentences, and how many files were looked at. */
async function checkMoved(
  url: string,
  config: Config,
): Promise<{ checked: number; faults: string[] }> {
  const moved = await openToRead(url, config.dataFolder)
  try {
    const ledgers = await verifyLedgers(moved)
    const { districts } = moved.tables(districtsTables)
    const all = await moved.read.select({ id: districts.id }).from(districts)
    const { checked, faults } = await checkFiles(
      await openFiles(config),
      moved,
      all.map(({ id }) => id),
    )
    const more = faults.length - MOST_TOLD
    return {
      checked,
      faults: [
        ...[...ledgers].flatMap(([district, found]) =>
          found.whole ? [] : [`${district} 的账本在第 ${found.brokenAt} 条断了`],
        ),
        ...faults.slice(0, MOST_TOLD),
        ...(more > 0 ? [`还有 ${more} 个文件缺了或坏了`] : []),
      ],
    }
  } finally {
    await moved.close()
  }
}

async function main(): Promise<number> {
  const config = operatorConfig()
  const { databaseUrl: url, dataFolder } = config
  if (url === null)
    throw new ConfigError('请先设 MASHANG_DATABASE_URL，写明要搬到哪个 PostgreSQL。')
  const file = await heldSource(dataFolder)
  const key = readFileSync(join(keysFolder(config), 'secret.key'))
  const source = createHash('sha256').update('move').update(key).digest('hex').slice(0, 32)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await begin(client, source)
    await (await migrated(openPostgres(url))).close()
    const progress = progressIn(client, source)
    for (const table of movedTables) await copyTable(file, client, table, progress)
    const broken: string[] = []
    let rows = 0
    for (const table of movedTables) {
      const { before, after } = await compareTable(file, client, table)
      rows += after.rows
      if (before.rows !== after.rows || before.sum !== after.sum)
        broken.push(`表 ${table.name} 不一样：原来 ${before.rows} 行，现在 ${after.rows} 行`)
    }
    const { checked, faults } = await checkMoved(url, config)
    broken.push(...faults)
    for (const sentence of broken) console.error(`✗ ${sentence}`)
    if (broken.length > 0) return 1
    await progress.drop()
    console.log(
      `✓ 搬完了：${movedTables.length} 张表，${rows} 行，逐表核对一致，账本完整；记录里的 ${checked} 个文件一个一个看过，都在、都是原来的样子。文件和 secret.key 仍在原处（${dataFolder}）。`,
    )
    return 0
  } finally {
    await client.end()
    file.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
