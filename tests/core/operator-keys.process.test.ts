import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contextOver, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { run } from '@mashang/scripts/support/server-process.ts'
import { ledgerEnd } from '@mashang/server/core/ledger/ledger.store.ts'
import { agreeOnKeys } from '@mashang/server/installation-keys.ts'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'

describe('a command of the operator with other keys than the database is used with', () => {
  it('says which file is wrong, in one sentence, and does nothing', {
    timeout: 240_000,
  }, async () => {
    const data = await seededFolder()
    const backups = mkdtempSync(join(tmpdir(), 'mashang-backups-'))
    const settings = { MASHANG_DATA: data.path }
    const made = await run('scripts/backup-key.ts', settings, [join(backups, 'private.pem')])
    expect(made.code, made.printed).toBe(0)
    const before = await contextOver(data.path)
    await agreeOnKeys(before)
    const end = await ledgerEnd(before)
    await before.db.close()
    const roster = join(import.meta.dirname, '../../server/demo/roster.xlsx')
    const commands: [string, string[]][] = [
      ['rotate-keys', []],
      ['retention', ['--confirm']],
      ['reset-second-factor', ['office']],
      ['change-term', [roster, '第十八届', '2027-01-10', '--confirm']],
      ['backup', [backups]],
    ]
    const secret = join(data.path, 'secret.key')
    const right = readFileSync(secret)
    writeFileSync(secret, Buffer.alloc(32, 7))
    const refuses = async (more: Record<string, string>, why: RegExp): Promise<void> => {
      for (const [script, words] of commands) {
        const { code, printed } = await run(`scripts/${script}.ts`, { ...settings, ...more }, words)
        expect(code, printed).toBe(1)
        expect(printed.trim().split('\n'), script).toEqual([expect.stringMatching(why)])
      }
    }
    // A step that is not done yet: it would be, by whoever opens this database to write.
    const schema = new Sqlite(join(data.path, 'mashang.sqlite'))
    const last = 'select max(created_at) from __drizzle_migrations'
    const steps = schema.prepare('select count(*) as n from __drizzle_migrations')
    schema.exec(
      `create table kept as select * from __drizzle_migrations where created_at = (${last});
       delete from __drizzle_migrations where created_at = (${last})`,
    )
    const undone = steps.get()
    await refuses({}, /keys\.differ.*secret\.key/)
    await refuses({ MASHANG_DISTRICT: 'elsewhere' }, /没有“elsewhere”，有的是：home；/)
    expect(steps.get()).toEqual(undone)
    schema.exec('insert into __drizzle_migrations select * from kept; drop table kept')
    schema.close()
    const nowhere = { MASHANG_KEYS: data.path, MASHANG_DATA: join(data.path, 'nowhere') }
    await refuses(
      { ...nowhere, MASHANG_DATABASE_URL: 'postgres://127.0.0.1:1/none' },
      /没有目录 .*nowhere/,
    )
    expect(readdirSync(backups)).toEqual(['private.pem'])
    writeFileSync(secret, right)
    const after = await contextOver(data.path)
    expect(await ledgerEnd(after)).toBe(end)
    await after.db.close()
    // Where only the server may read the key of the ledger, nobody else makes another one.
    const away = { ...settings, MASHANG_LEDGER_KEY: join(backups, 'ledger-signing.key') }
    const reset = await run('scripts/reset-second-factor.ts', away, ['nobody'])
    expect(reset).toEqual({ code: 1, printed: expect.stringContaining('没有这个账号') })
    expect(readdirSync(backups)).toEqual(['private.pem'])
    const rotated = await run('scripts/rotate-keys.ts', away, [])
    expect(rotated).toEqual({ code: 1, printed: expect.stringContaining('ledger-signing.key') })
    const signing = join(data.path, 'ledger-signing.key')
    const ours = readFileSync(signing)
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(signing, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const other = await run('scripts/backup.ts', settings, [backups])
    expect(other.code, other.printed).toBe(1)
    expect(other.printed).toMatch(/keys\.differ.*ledger-signing\.key/)
    expect(readdirSync(backups)).toEqual(['private.pem'])
    writeFileSync(signing, ours)
    const kept = await run('scripts/backup.ts', settings, [backups])
    expect(kept.code, kept.printed).toBe(0)
    rmSync(backups, { recursive: true, force: true })
    data.remove()
  })
})
