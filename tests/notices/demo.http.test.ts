import { readFileSync } from 'node:fs'
import { allAccounts } from '@mashang/server/accounts/accounts.store.ts'
import { newAccount } from '@mashang/server/accounts/accounts.usecases.ts'
import { actorOf } from '@mashang/server/accounts/sessions.ts'
import { playDemo } from '@mashang/server/demo/demo.play.ts'
import { allRepresentatives } from '@mashang/server/representatives/representatives.store.ts'
import { importRoster } from '@mashang/server/roster/import.usecases.ts'
import { expect, it } from 'vitest'
import { startApp, type TestApp } from '../support/app.ts'
import { sweeper, toldSoFar } from './steps.ts'

const roster = new URL('../../server/demo/roster.xlsx', import.meta.url)

/** The matters of the demo, without its suggestions and activities: they take most of its making. */
async function played(t: TestApp): Promise<void> {
  const { context } = t
  await importRoster(context, { bytes: readFileSync(roster), fileName: '花名册.xlsx' })
  const known = (await allRepresentatives(context)).filter(({ phone }) => phone !== null)
  const accounts = [
    newAccount(context, { name: '代表工委', login: 'office', role: 'office' }),
    ...known.map(({ id, name }) =>
      newAccount(context, { name, login: id, role: 'representative', representativeId: id }),
    ),
  ]
  await context.db.commit(
    context.district,
    accounts.map(({ write }) => write),
  )
  const [office] = (await allAccounts(context)).filter(({ role }) => role === 'office')
  if (office === undefined) throw new Error('no office')
  await playDemo(context, actorOf(office))
}

it('given a demo district that has just been made, then nobody reads that a reminder came late', async () => {
  const t = await startApp({ seeded: false, config: { limits: false } })
  await played(t)
  await sweeper(t).turn()
  const reminders = (await toldSoFar(t)).filter(({ kind }) => kind.startsWith('clock.'))
  expect(reminders.map(({ kind }) => kind)).toContain('clock.overdue')
  expect(reminders.filter(({ data }) => data.late === true)).toEqual([])
  await t.close()
}, 60_000)
