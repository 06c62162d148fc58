import { fileAt, seededFolder } from '@mashang/scripts/support/data-folder.ts'
import { run, startOn } from '@mashang/scripts/support/server-process.ts'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'

describe('npm run run retention', () => {
  it('counts what is over, and erases it only when it is told to', async () => {
    const data = await seededFolder()
    const server = await startOn(data.path)
    expect((await fileAt(server, data)).status).toBe(201)
    await server.end()
    const old = new Sqlite(`${data.path}/mashang.sqlite`)
    old.exec(
      "update issues set state = 'withdrawn', filed_at = 1, responded_at = null, ended_at = null",
    )
    const settings = { MASHANG_DATA: data.path }
    const dry = await run('scripts/retention.ts', settings)
    expect(dry.printed).toContain('电话和遮盖前的原文：到期 1 件')
    expect(dry.code).toBe(0)
    const phone = old.prepare('select contact_phone from issues').pluck()
    expect(phone.get()).not.toBeNull()
    const done = await run('scripts/retention.ts', settings, ['--confirm'])
    expect(done.printed).toContain('电话和遮盖前的原文：删了 1 件')
    expect(phone.get()).toBeNull()
    old.close()
    data.remove()
  })
})
