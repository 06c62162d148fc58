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
    old.exec(`
      insert into phone_verifications (district, id, phone_hash, code_hash, slot, attempts, unsent, created_at, expires_at)
        values ('home', 'v', 'p', 'c', 0, 0, 0, 1, 2);
      insert into wechat_visitors (district, token_hash, openid_hash, openid, expires_at) values ('home', 'v', 'h', 'o', 2);
      insert into rosters (district, id, file_name, created_by, created_at) values ('home', 'r', 'r.xlsx', 'a', 1);
      insert into sheet_days (district, sheet_id, day, scans) values ('home', 's', '2020-01-01', 3);
    `)
    const others = [
      '过了期的短信验证码',
      '谁在微信里打开过',
      '没有确认导入的名册',
      '满三年的按天扫码数',
    ]
    const settings = { MASHANG_DATA: data.path }
    const dry = await run('scripts/retention.ts', settings)
    expect(dry.printed).toContain('电话和遮盖前的原文：到期 1 件')
    for (const kind of others) expect(dry.printed).toContain(`${kind}：到期 1 件`)
    expect(dry.printed).toContain('满 200 天的发送记录：到期 0 件')
    expect(dry.code).toBe(0)
    const phone = old.prepare('select contact_phone from issues').pluck()
    expect(phone.get()).not.toBeNull()
    const done = await run('scripts/retention.ts', settings, ['--confirm'])
    expect(done.printed).toContain('电话和遮盖前的原文：删了 1 件')
    expect(phone.get()).toBeNull()
    for (const kind of others) expect(done.printed).toContain(`${kind}：删了 1 件`)
    const after = await run('scripts/retention.ts', settings)
    for (const kind of others) expect(after.printed).toContain(`${kind}：到期 0 件`)
    old.close()
    data.remove()
  })
})
