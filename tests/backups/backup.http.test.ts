import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { byHolder, byServer } from '@mashang/server/backups/envelope.ts'
import { makeBackupKey, privateKeyIn } from '@mashang/server/backups/keys.ts'
import { makeBackup } from '@mashang/server/backups/make.ts'
import { type Place, restoreBackup } from '@mashang/server/backups/restore.ts'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { openFiles } from '@mashang/server/core/files/open.ts'
import { s3Store } from '@mashang/server/core/files/s3.ts'
import type { ObjectStorage } from '@mashang/server/core/files/settings.ts'
import type { FileStore } from '@mashang/server/core/files/store.ts'
import { verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import { secretsFrom } from '@mashang/server/core/secrets.ts'
import { refuseOtherDistrict } from '@mashang/server/districts/districts.known.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { schemaOf } from '@mashang/server/schema.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'
import { emptyPostgres } from '../support/databases.ts'
import { startStorage } from '../support/object-storage.ts'

const dialect = process.env.MASHANG_TEST_DIALECT
const silent = (): void => undefined

// An embedded PostgreSQL has no address that a backup could be read from.
describe.skipIf(dialect === 'pglite')('a backup', () => {
  let t: TestApp
  let folder: string
  let target: string
  let key: string
  const aside: (() => Promise<void>)[] = []

  beforeEach(async () => {
    t = await startApp()
    folder = t.context.config.dataFolder
    target = join(folder, 'backups')
    key = join(folder, '..', `${crypto.randomUUID()}.key`)
    writeFileSync(join(folder, 'secret.key'), Buffer.alloc(32, 7))
    const filed = await t.voter({
      method: 'POST',
      url: '/api/issues',
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: filingTo(t.seed.representatives[0] as SeededRepresentative),
    })
    expect(filed.statusCode).toBe(201)
    await t.context.files.put('photos/one.jpg', Buffer.from('a photo'))
  })
  afterEach(async () => {
    await t.close()
    for (const remove of aside.splice(0)) await remove()
  })

  const make = async () => {
    await makeBackupKey(folder, key)
    return await makeBackup(t.context, target, silent)
  }
  /** Where a backup of this dialect goes. */
  const place = async (objectStorage: ObjectStorage | null = null): Promise<Place> => {
    const back = join(folder, 'back')
    if (dialect !== 'postgres') return { target: back, databaseUrl: null, objectStorage }
    const empty = await emptyPostgres()
    aside.push(empty.remove)
    return { target: back, databaseUrl: empty.url, objectStorage }
  }

  it('given no key, then it says how to make one', async () => {
    await expect(makeBackup(t.context, target, silent)).rejects.toThrow('backup-key')
  })

  it('given the name of a district that is not there, then it is refused and names those that are', async () => {
    const elsewhere = { ...t.context, config: { ...t.context.config, district: 'elsewhere' } }
    await makeBackupKey(folder, key)
    // A file of SQLite is one district's, whatever it is called: the command asks before.
    if (dialect === 'postgres') {
      const words = /没有“elsewhere”，有的是：home；/
      await expect(makeBackup(elsewhere, target, silent)).rejects.toThrow(words)
      expect(readdirSync(target).filter((name) => name.endsWith('.backup'))).toEqual([])
    }
    await expect(refuseOtherDistrict({ ...t.context, district: 'elsewhere' })).rejects.toThrow(
      '有的是：home；',
    )
    await refuseOtherDistrict(t.context)
  })

  it('given the private key, then every row, photo and key comes back', async () => {
    const made = await make()
    const to = await place()
    const manifest = await restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent)
    expect(manifest).toEqual(made.manifest)
    expect(readFileSync(join(to.target, 'files/photos/one.jpg'), 'utf8')).toBe('a photo')
    expect(readFileSync(join(to.target, 'secret.key'))).toEqual(Buffer.alloc(32, 7))
    const db = await openToRead(to.databaseUrl, to.target)
    const { issues } = db.tables(issuesTables)
    expect(await db.read.select().from(issues)).toEqual(
      await t.context.db.read.select().from(issues),
    )
    expect([...(await verifyLedgers(db)).values()]).toEqual([
      { whole: true, rows: manifest.heads[0]?.sequence },
    ])
    await db.close()
  })

  it('given another district in the same PostgreSQL, then it is of its own alone, and comes back alone', async () => {
    if (dialect !== 'postgres') return
    const other = await startApp({ beside: t })
    const made = await make()
    expect(made.manifest.heads.map(({ district }) => district)).toEqual(['home'])
    const to = await place()
    const manifest = await restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent)
    expect(manifest).toEqual(made.manifest)
    const db = await openToRead(to.databaseUrl, to.target)
    for (const table of Object.values(schemaOf('pg'))) {
      const own =
        'district' in table ? table.district : 'silentAfterDays' in table ? table.id : null
      if (own === null) continue
      const found = await db.read.selectDistinct({ own }).from(table)
      expect(found.filter((row) => row.own !== 'home')).toEqual([])
    }
    const { issues } = db.tables(issuesTables)
    expect(await db.read.select().from(issues)).toHaveLength(1)
    await db.close()
    await expect(
      restoreBackup(
        made.file,
        byHolder(privateKeyIn(key)),
        { ...to, target: join(folder, 'again'), databaseUrl: t.context.config.databaseUrl },
        silent,
      ),
    ).rejects.toThrow('不是空的')
    await other.close()
  })

  describe('of files in a bucket', () => {
    const contents = async (store: FileStore): Promise<Record<string, string>> => {
      const found: Record<string, string> = {}
      for await (const name of store.list('')) {
        const file = await store.read(name)
        found[name] = file === null ? 'gone' : await text(file.stream)
      }
      return found
    }
    /** An office whose files lie in a bucket, and another place in it for what comes back. */
    const office = async () => {
      const storage = await startStorage()
      aside.push(() => storage.close())
      const files = s3Store(storage.settings())
      for (let n = 0; n < 5; n++) await files.put(`photos/p${n}.jpg`, Buffer.from(`photo ${n}`))
      await makeBackupKey(folder, key)
      const made = await makeBackup({ ...t.context, files }, target, silent)
      const back = storage.settings({ prefix: 'back/' })
      return { storage, files, made, back, there: s3Store(back) }
    }

    it('given an empty bucket, then every file comes back into it, and none into the folder', async () => {
      const { made, back, files, there } = await office()
      const to = await place(back)
      expect(await restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent)).toEqual(
        made.manifest,
      )
      expect(made.manifest.files).toBe(5)
      expect(await contents(there)).toEqual(await contents(files))
      expect(existsSync(join(to.target, 'files'))).toBe(false)
      expect(readFileSync(join(to.target, 'secret.key'))).toEqual(Buffer.alloc(32, 7))
    })

    it('given a bucket with something in it, then nothing comes back and what was there stays', async () => {
      const { made, back, there } = await office()
      await there.put('photos/p1.jpg', Buffer.from('somebody’s'))
      const to = await place(back)
      await expect(
        restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent),
      ).rejects.toThrow('不是空的（里面有 photos/p1.jpg）')
      expect(await contents(there)).toEqual({ 'photos/p1.jpg': 'somebody’s' })
      expect(readdirSync(to.target)).toEqual([])
    })

    it('given a storage that goes away in between, then it says why and what stayed, no server starts there, and the next run begins anew', async () => {
      const { storage, made, files, back, there } = await office()
      const to = await place(back)
      const run = () => restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent)
      // What the storage is tried out with, the sign, and two photos.
      storage.cutAfter(4)
      await expect(run()).rejects.toThrow(
        /^存照片和文件的地方暂时连不上.*还有 \d 个文件没能清掉.*再运行一次 restore/,
      )
      expect(readdirSync(to.target)).toEqual([])
      storage.line('fine')
      const stayed = Object.keys(await contents(there))
      expect(stayed).toContain('mashang-unfinished-restore')
      expect(stayed.length).toBeGreaterThan(1)
      await expect(openFiles({ dataFolder: folder, objectStorage: back })).rejects.toThrow(
        '还没有恢复完',
      )
      await there.put('photos/of-another-backup.jpg', Buffer.from('from a run before'))

      expect(await run()).toEqual(made.manifest)
      expect(await contents(there)).toEqual(await contents(files))
      await openFiles({ dataFolder: folder, objectStorage: back })
    })

    it('given a file that cannot be removed again, then all others are, and the first fault is told', async () => {
      const { storage, made, back, there, files } = await office()
      const to = await place(back)
      const databaseUrl = 'postgres://127.0.0.1:1/nowhere'
      storage.keepsBack('p1.jpg')
      await expect(
        restoreBackup(made.file, byHolder(privateKeyIn(key)), { ...to, databaseUrl }, silent),
      ).rejects.toThrow(
        dialect === 'postgres'
          ? /ECONNREFUSED.*还有 1 个文件没能清掉/
          : /^这份备份来自 SQLite.*还有 1 个文件没能清掉/,
      )
      expect(Object.keys(await contents(there)).sort()).toEqual([
        'mashang-unfinished-restore',
        'photos/p1.jpg',
      ])
      storage.keepsBack('nothing')
      await restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent)
      expect(await contents(there)).toEqual(await contents(files))
    })

    it('given a fault later on, then nothing is left in the bucket', async () => {
      const { made, back, there } = await office()
      const to = await place(back)
      const databaseUrl = 'postgres://127.0.0.1:1/nowhere'
      await expect(
        restoreBackup(made.file, byHolder(privateKeyIn(key)), { ...to, databaseUrl }, silent),
      ).rejects.toThrow()
      expect(await contents(there)).toEqual({})
    })

    it('given only the sign cannot be taken away, then everything stays, and it says which file to remove', async () => {
      const { storage, made, back, there, files } = await office()
      const to = await place(back)
      storage.keepsBack('mashang-unfinished-restore')
      await expect(
        restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent),
      ).rejects.toThrow(/^都恢复好了.*back\/mashang-unfinished-restore 删掉再启动/)
      expect(existsSync(join(to.target, 'secret.key'))).toBe(true)
      storage.keepsBack('nothing')
      await there.remove('mashang-unfinished-restore')
      expect(await contents(there)).toEqual(await contents(files))
      await openFiles({ dataFolder: folder, objectStorage: back })
    })

    it('given a storage that goes away, then no backup is left, and none comes back', async () => {
      const { storage, made, files, back } = await office()
      const to = await place(back)
      storage.line('cut')
      await expect(
        makeBackup(
          { ...t.context, files, clock: { now: () => made.manifest.at + 1_000 } },
          target,
          silent,
        ),
      ).rejects.toThrow()
      expect(readdirSync(target)).toHaveLength(1)
      await expect(
        restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent),
      ).rejects.toThrow('连不上')
      expect(readdirSync(to.target)).toEqual([])
    })
  })

  it('given somebody else’s key, or none but the file, then nothing is opened', async () => {
    const made = await make()
    const other = join(folder, '..', `${crypto.randomUUID()}.key`)
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    await makeBackupKey(elsewhere, other)
    const to = await place()
    for (const opener of [
      byHolder(privateKeyIn(other)),
      byServer(secretsFrom(Buffer.alloc(32, 8))),
    ])
      await expect(restoreBackup(made.file, opener, to, silent)).rejects.toThrow('打不开')
    expect(readdirSync(to.target)).toEqual([])
    // Nothing readable lies about, neither in the backup nor beside it.
    expect(readFileSync(made.file).includes('路灯')).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('backup-work'))).toEqual([])
  })

  it('given a folder that holds something, then it stays untouched', async () => {
    const made = await make()
    const to = await place()
    mkdirSync(to.target)
    writeFileSync(join(to.target, 'mine.txt'), 'mine')
    await expect(restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent)).rejects.toThrow(
      '不是空的',
    )
    expect(readdirSync(to.target)).toEqual(['mine.txt'])
  })

  it('given a restore that was killed, then the next one begins anew', async () => {
    const made = await make()
    const to = await place()
    mkdirSync(join(to.target, '.restoring/files'), { recursive: true })
    writeFileSync(join(to.target, '.restoring/secret.key'), 'half')
    await restoreBackup(made.file, byHolder(privateKeyIn(key)), to, silent)
    expect(existsSync(join(to.target, '.restoring'))).toBe(false)
  })
})
