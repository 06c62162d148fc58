import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import type { Context } from '@mashang/server/core/context.ts'
import { installationKeysTables } from '@mashang/server/core/installation-keys.table.ts'
import { addSealingKey, beginSealing } from '@mashang/server/core/sealing-keys.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { acceptKeys, agreeOnKeys, installationKeysJobs } from '@mashang/server/installation-keys.ts'
import { ledgerJobs } from '@mashang/server/ledger/ledger.jobs.ts'
import { headsNow } from '@mashang/server/ledger/signing.usecases.ts'
import { DAY } from '@mashang/shared/core/clock.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filed } from '../issues/steps.ts'
import { startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let folders: string[]
beforeEach(async () => {
  t = await startApp()
  folders = []
})
afterEach(async () => {
  await t.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const KEYS = ['secret.key', 'ledger-signing.key']

/** A process with a folder of its own on the same database, which got these keys of another one. */
function another(from?: Context, names: readonly string[] = KEYS): Context {
  const dataFolder = mkdtempSync(join(tmpdir(), 'mashang-keys-'))
  folders.push(dataFolder)
  for (const name of from === undefined ? [] : names)
    copyFileSync(join(from?.config.dataFolder ?? '', name), join(dataFolder, name))
  return {
    ...t.context,
    config: { ...t.context.config, dataFolder },
    secrets: openSecrets(dataFolder),
  }
}

const refusal = async (context: Context): Promise<string> => {
  const error = await agreeOnKeys(context).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error !== null && !(error instanceof ConfigError)) throw error
  return error?.message ?? ''
}

describe('the keys of processes on one database', () => {
  it('given the same, then all go on; the database knows marks and no key', async () => {
    const first = another()
    await agreeOnKeys(first)
    await agreeOnKeys(first)
    await agreeOnKeys(another(first))
    const { installationKeys } = t.context.db.tables(installationKeysTables)
    const rows = await t.context.db.read.select().from(installationKeys)
    expect(rows.map(({ name }) => name).sort()).toEqual(['sealing', 'secret', 'signing'])
    const secret = readFileSync(join(first.config.dataFolder, 'secret.key'))
    for (const coded of ['hex', 'base64', 'base64url'] as const)
      expect(JSON.stringify(rows)).not.toContain(secret.toString(coded))
  })

  it('given other ones, then it says which file, and how to mend it, and changes nothing', async () => {
    const first = another()
    await agreeOnKeys(first)
    const sentence = await refusal(another())
    expect(sentence).toMatch(/（keys\.differ）.*secret\.key.*抄.*。$/)
    expect(await refusal(another(first, ['secret.key']))).toContain('ledger-signing.key')
    expect(await refusal(first)).toBe('')
  })

  it('given rows that were sealed before anybody noted a key, then a key that opens none is refused', async () => {
    await t.as('office')
    expect(await refusal(another())).toContain('secret.key')
    const right = { ...another(), secrets: t.context.secrets }
    expect(await refusal(right)).toBe('')
  })

  it('given keys that are lost for good, then others may be taken on', async () => {
    await agreeOnKeys(another())
    const other = another()
    await acceptKeys(other)
    expect(await refusal(other)).toBe('')
    expect(await refusal(another())).toContain('secret.key')
  })

  it('given two that begin at once on an empty database, then one is believed', async () => {
    const said = await Promise.all([refusal(another()), refusal(another())])
    expect(said.filter((sentence) => sentence === '')).toHaveLength(1)
  })

  it('given a changed key that was handed out before, then each follows; without it, it has to leave', async () => {
    const first = another()
    await agreeOnKeys(first)
    const folder = first.config.dataFolder
    const { id } = await addSealingKey(folder, null)
    expect(first.secrets.sealsAs()).toBe('v1.')
    const second = another(first, [...KEYS, 'sealing.keys'])
    await agreeOnKeys(second)
    const third = another(first)
    await agreeOnKeys(third)
    const why: string[] = []
    const turn = async (context: Context) => {
      for (const job of installationKeysJobs(context, (error) => why.push(error.message)))
        await job.run(new AbortController().signal)
    }
    await turn(second)
    expect(second.secrets.sealsAs()).toBe('v1.')

    await beginSealing(folder, id, t.clock.now())
    await agreeOnKeys(first)
    const sealed = first.secrets.seal('13900000137', 'row')
    expect(sealed).toContain(`v2.${id}.`)
    // Before it has heard of the change, too.
    expect(second.secrets.unseal(sealed, 'row')).toBe('13900000137')
    await turn(second)
    expect(second.secrets.sealsAs()).toBe(`v2.${id}.`)
    expect(why).toEqual([])
    await turn(third)
    expect(why).toEqual([expect.stringContaining('sealing.keys')])
    expect(await refusal(another(first))).toContain('sealing.keys')
  })

  it('given a key that somebody changed alone at two places, then the second one is refused', async () => {
    const first = another()
    await agreeOnKeys(first)
    const second = another(first)
    await addSealingKey(first.config.dataFolder, t.clock.now())
    await addSealingKey(second.config.dataFolder, t.clock.now())
    await agreeOnKeys(first)
    expect(await refusal(second)).toContain('sealing.keys')
  })
})

describe('the signed ends of several processes', () => {
  const sign = async (context: Context) => {
    for (const job of ledgerJobs(context)) await job.run(new AbortController().signal)
  }
  const days = (context: Context) => headsNow(context).items.map(({ day }) => day)

  it('are signed once, by whoever comes first, and seen from all', async () => {
    // Only there may others be; on SQLite the folder is the only one.
    if (t.context.db.engine.alone === undefined) return
    await filed(t)
    const first = { ...another(), secrets: t.context.secrets }
    await agreeOnKeys(first)
    await sign(first)
    const second = { ...another(first), secrets: t.context.secrets }
    await agreeOnKeys(second)
    expect(headsNow(second).fault).toBeNull()
    await Promise.all([sign(first), sign(second)])
    expect(headsNow(second)).toEqual(headsNow(first))
    t.clock.advance(DAY)
    await filed(t)
    await Promise.all([sign(first), sign(second)])
    await Promise.all([sign(first), sign(second)])
    expect(days(first)).toHaveLength(2)
    expect(headsNow(second)).toEqual(headsNow(first))
    const list = (context: Context) =>
      readFileSync(join(context.config.dataFolder, 'ledger-heads.jsonl'), 'utf8')
    expect(list(second)).toBe(list(first))
  })

  it('given a line that the key did not sign, then nobody takes it', async () => {
    if (t.context.db.engine.alone === undefined) return
    await filed(t)
    const [first, stranger] = [another(), another()].map((context) => ({
      ...context,
      secrets: t.context.secrets,
    })) as [Context, Context]
    await agreeOnKeys(first)
    await sign(stranger)
    await expect(sign(first)).rejects.toThrow('被改过')
    expect(days(first)).toEqual([])
  })
})
