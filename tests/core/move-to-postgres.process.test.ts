import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileAt, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { type PgDatabase, pgDatabase } from '@mashang/scripts/support/pg-database.ts'
import { testPostgresUrl, whyPostgresIsSilent } from '@mashang/scripts/support/postgres.ts'
import {
  run,
  type ServerProcess,
  startOn,
  startServer,
} from '@mashang/scripts/support/server-process.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { photoFile } from '@mashang/server/photos/photos.store.ts'
import { attachmentFile } from '@mashang/server/suggestions/attachments.store.ts'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { picture } from '../photos/upload.ts'

const silent = await whyPostgresIsSilent(testPostgresUrl())
if (silent !== undefined && process.env.MASHANG_TEST_REQUIRE)
  throw new Error(`PostgreSQL is needed: ${silent}`)

describe.runIf(silent === undefined)('npm run run move-to-postgres', () => {
  /** The demo district, weeks of work of every kind. */
  let demo: ServerProcess
  let db: PgDatabase
  beforeAll(async () => {
    demo = await startServer()
    await demo.end()
    db = await pgDatabase('move')
  })
  afterAll(async () => {
    await demo.stop()
    await db.drop()
  })

  const settings = (folder = demo.folder) => ({
    MASHANG_DATA: folder,
    MASHANG_DATABASE_URL: db.url,
  })

  const marked = async (): Promise<boolean> =>
    (await db.rows("select to_regclass('mashang_unfinished_move') found"))[0]?.found !== null

  /** Starts a move and kills it when that has come; whether that cut it short. */
  async function killed(when: (over: () => boolean) => Promise<unknown>): Promise<boolean> {
    const child = spawn(
      process.execPath,
      ['--import', './server/core/fast-resolve.mjs', 'scripts/move-to-postgres.ts'],
      {
        cwd: resolve(import.meta.dirname, '../..'),
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings() },
      },
    )
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>
    await Promise.race([when(() => child.exitCode !== null), ended])
    child.kill('SIGKILL')
    return (await ended)[1] === 'SIGKILL'
  }
  const untilMarked = async (over: () => boolean): Promise<void> => {
    while (!over() && !(await marked())) await sleep(10)
  }

  it('killed again and again, goes on until every row is there; then the server goes on', async () => {
    // Before it has begun, and as soon as it has: by the clock alone it might be through already.
    expect(await killed(() => sleep(300))).toBe(true)
    expect(await killed(untilMarked)).toBe(true)
    expect(await marked()).toBe(true)
    const refused = await run('server/main.ts', settings())
    expect([refused.code, refused.printed]).toEqual([1, expect.stringContaining('还没有搬完')])

    const stranger = await seededFolder()
    const other = await run('scripts/move-to-postgres.ts', settings(stranger.path))
    expect([other.code, other.printed]).toEqual([1, expect.stringContaining('另一个数据目录')])

    // What is missing or differs keeps it from being done.
    const file = new Sqlite(join(demo.folder, 'mashang.sqlite'))
    file.exec(
      "insert into photos (district, id, width, height, created_at) values ('home', 'lost', 1, 1, 1)",
    )
    file.exec(
      "insert into suggestion_files (district, id, owner_kind, owner_id, name, type, size, created_at) values ('home', 'lost', 'office', '', 'a.pdf', 'application/pdf', 5, 1)",
    )
    file.close()
    // However fast the machine: none of these comes to its end.
    for (const after of [900, 1_100, 1_300]) await killed(() => sleep(after))
    const lost = await run('scripts/move-to-postgres.ts', settings())
    expect([lost.code, lost.printed]).toEqual([1, expect.stringContaining('缺文件')])
    await db.rows("update stations set town = town || '？'")
    const changed = await run('scripts/move-to-postgres.ts', settings())
    expect([changed.code, changed.printed]).toEqual([
      1,
      expect.stringContaining('表 stations 不一样'),
    ])
    await db.rows("update stations set town = replace(town, '？', '')")
    const files = folderStore(join(demo.folder, 'files'))
    const photo = await picture(8, 8).jpeg().toBuffer()
    for (const size of ['full', 'thumb'] as const) await files.put(photoFile('lost', size), photo)
    await files.put(attachmentFile('lost'), Buffer.from('found'))

    // Neither a copy that is gone, nor one that is changed, nor a picture that was cut short.
    const named: string[] = []
    for await (const name of files.list('')) named.push(name)
    const kept = new Map<string, Buffer>()
    for (const folder of ['records', 'suggestions', 'photos']) {
      const name = named.find((one) => one.startsWith(`${folder}/`))
      if (name === undefined) throw new Error(`nothing in ${folder}`)
      kept.set(name, readFileSync(join(demo.folder, 'files', name)))
    }
    const [record = '', suggestion = '', cut = ''] = kept.keys()
    await files.remove(record)
    await files.put(suggestion, Buffer.alloc(0))
    await files.put(cut, Buffer.from(kept.get(cut) ?? '').subarray(0, -20))
    const broken = await run('scripts/move-to-postgres.ts', settings())
    expect(broken.code).toBe(1)
    expect(broken.printed.split('\n').filter((line) => line.startsWith('✗'))).toEqual([
      `✗ 文件 ${cut} 坏了，和记录的不一样`,
      `✗ 文件 ${suggestion} 坏了，和记录的不一样`,
      `✗ 缺文件 ${record}`,
    ])
    for (const [name, bytes] of kept) await files.put(name, bytes)

    const { code, printed } = await run('scripts/move-to-postgres.ts', settings())
    expect([code, printed]).toEqual([
      0,
      expect.stringMatching(/逐表核对一致，账本完整；记录里的 \d+ 个文件/),
    ])
    const again = await run('scripts/move-to-postgres.ts', settings(stranger.path))
    expect([again.code, again.printed]).toEqual([1, expect.stringContaining('已经有数据')])

    const before = await db.rows('select year, max(number) as number from issues group by year')
    const server = await startOn(demo.folder, { ...settings(), MASHANG_DEMO: '1' })
    const { code: own = '' } = demo.demo().codes.find(({ kind }) => kind === 'representative') ?? {}
    const shown = await (await fetch(`${server.url}/api/codes/${own}`)).json()
    const filed = await fileAt(server, { seed: stranger.seed }, undefined, {
      code: own,
      representativeId: (shown as { representative: { id: string } }).representative.id,
    })
    expect(filed.status, await filed.text()).toBe(201)
    await server.end()
    const [last] = await db.rows(
      'select year, number from issues order by year desc, number desc limit 1',
    )
    // Numbers begin anew with each year.
    const known = before.find(({ year }) => year === last?.year)
    expect(Number(last?.number)).toBe(Number(known?.number ?? 0) + 1)
    expect(await run('scripts/verify-ledger.ts', settings())).toMatchObject({ code: 0 })
    stranger.remove()
  }, 180_000)

  it('given no target or no database, then one sentence', async () => {
    const { code, printed } = await run('scripts/move-to-postgres.ts', {
      MASHANG_DATA: demo.folder,
    })
    expect([code, printed]).toEqual([
      1,
      expect.stringMatching(/^请先设 MASHANG_DATABASE_URL.*。\n$/),
    ])
  })
})
