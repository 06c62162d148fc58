import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { byHolder, byServer } from '@mashang/server/backups/envelope.ts'
import { makeBackupKey, privateKeyIn } from '@mashang/server/backups/keys.ts'
import { makeBackup } from '@mashang/server/backups/make.ts'
import { restoreBackup } from '@mashang/server/backups/restore.ts'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import { secretsFrom } from '@mashang/server/core/secrets.ts'
import { issuesTables } from '@mashang/server/issues/issues.table.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filingTo, type SeededRepresentative, startApp, type TestApp } from '../support/app.ts'
import { emptyPostgres } from '../support/databases.ts'

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
  const place = async (): Promise<{ target: string; databaseUrl: string | null }> => {
    const back = join(folder, 'back')
    if (dialect !== 'postgres') return { target: back, databaseUrl: null }
    const empty = await emptyPostgres()
    aside.push(empty.remove)
    return { target: back, databaseUrl: empty.url }
  }

  it('given no key, then it says how to make one', async () => {
    await expect(makeBackup(t.context, target, silent)).rejects.toThrow('backup-key')
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
