import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf } from '@mashang/server/core/ledger/ledger.chain.ts'
import { ledgerTables } from '@mashang/server/core/ledger/ledger.table.ts'
import { ledgerJobs } from '@mashang/server/ledger/ledger.jobs.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'
import { execute } from '../support/direct-sql.ts'

let t: TestApp
let office: Client
let heads: string
beforeEach(async () => {
  t = await startApp()
  office = await t.as('office')
  heads = join(t.context.config.dataFolder, 'ledger-heads.jsonl')
})
afterEach(() => t.close())

const sign = async (): Promise<void> => {
  for (const job of ledgerJobs(t.context)) await job.run(new AbortController().signal)
}
const shown = async () => (await office({ url: '/api/ledger/heads' })).json()
const walked = async () => {
  await office({ method: 'POST', url: '/api/ledger/verification' })
  for (;;) {
    const now = (await office({ url: '/api/ledger/verification' })).json()
    if (!now.running) return now
  }
}

describe('the end of the ledger', () => {
  it('given nothing yet, then nothing is signed', async () => {
    await sign()
    expect(await shown()).toEqual({ fault: null, fingerprint: null, items: [] })
  })

  it('is signed once a day, and shown the newest first', async () => {
    await filed(t)
    await sign()
    await sign()
    t.clock.advance(DAY)
    await filed(t)
    await sign()
    const { fault, items, fingerprint } = await shown()
    expect(fault).toBeNull()
    expect(fingerprint).toMatch(/^[0-9a-f]{32}$/)
    expect(items.map(({ day }: { day: string }) => day)).toEqual(['2026-11-24', '2026-11-23'])
    expect(await walked()).toMatchObject({ whole: true, signingFault: null })
  })

  it('given a line that a power cut left half, then the next one takes its place', async () => {
    await filed(t)
    await sign()
    appendFileSync(heads, '{"district":"ho')
    t.clock.advance(DAY)
    await sign()
    expect((await shown()).items).toHaveLength(2)
  })

  it('given a ledger counted anew from end to end, then the walk says where, and no new signature covers it', async () => {
    await filed(t)
    await sign()
    const { ledger } = t.context.db.tables(ledgerTables)
    const last = (await t.context.db.read.select().from(ledger).orderBy(ledger.sequence)).at(-1)
    if (last === undefined) throw new Error('no fact')
    const hash = hashOf('0'.repeat(64), { ...last, type: 'issue.forged' })
    if (t.context.db.dialect === 'sqlite') await execute(t, 'drop trigger ledger_refuses_update')
    else await execute(t, 'drop trigger ledger_refuses_change on ledger')
    await execute(
      t,
      `update ledger set type = 'issue.forged', hash = '${hash}' where sequence = ${last.sequence}`,
    )
    await execute(t, `update ledger_heads set hash = '${hash}'`)
    expect(await walked()).toMatchObject({ whole: false, brokenAt: last.sequence })
    t.clock.advance(DAY)
    await expect(sign()).rejects.toThrow('not what was signed')
  })

  it('given a signature that was changed, or a list that is gone, then it is said in a sentence', async () => {
    await filed(t)
    await sign()
    writeFileSync(heads, readFileSync(heads, 'utf8').replace('"sequence":1', '"sequence":2'))
    expect((await shown()).fault).toContain('被改过')
    rmSync(heads)
    expect((await shown()).fault).toContain('不见了')
    expect(await walked()).toMatchObject({ signingFault: expect.stringContaining('不见了') })
    await expect(sign()).rejects.toThrow('不见了')
  })

  it('is mailed where an address is set, and tried again where the mail did not leave', async () => {
    const mails: string[] = []
    let refuses = true
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onMailFrom: (_address, _session, done) => done(refuses ? new Error('later') : null),
      onData(stream, _session, done) {
        let text = ''
        stream.on('data', (chunk: Buffer) => {
          text += chunk
        })
        stream.on('end', () => {
          mails.push(text)
          done()
        })
      },
    })
    await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready))
    const { port } = smtp.server.address() as { port: number }
    await filed(t)
    const config = {
      ...t.context.config,
      mail: { url: `smtp://127.0.0.1:${port}`, from: { name: '', address: 'a@example.gov.cn' } },
      ledgerMail: 'archive@example.gov.cn',
    }
    // Each turn as of a process that has just started: what is to be mailed is not in its memory.
    const turn = async () => {
      const [job] = ledgerJobs({ ...t.context, config })
      await job?.run(new AbortController().signal)
    }
    await expect(turn()).rejects.toThrow('not mailed')
    refuses = false
    await turn()
    await turn()
    expect(mails).toHaveLength(1)
    expect(mails[0]).toContain('archive@example.gov.cn')
    refuses = true
    for (const _day of [1, 2]) {
      t.clock.advance(DAY)
      await filed(t)
      await expect(turn()).rejects.toThrow('not mailed')
    }
    refuses = false
    await turn()
    await turn()
    expect(mails).toHaveLength(3)
    await new Promise<void>((done) => smtp.close(() => done()))
  })
})
