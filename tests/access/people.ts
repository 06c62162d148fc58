import { officer } from '../accounts/officer.ts'
import { departmentLogin } from '../suggestions/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import type { World } from './world.ts'

/** Everybody who may knock, by the letters of the matrix. */
export async function everybody(t: TestApp, world: World): Promise<Record<string, Client>> {
  const own = world.things.own.department ?? ''
  const login = await departmentLogin(t, own, `department-${own}`)
  const cookie = `mashang=${await login.token()}`
  return {
    N: t.voter,
    R: await t.as(0),
    L: await t.as('liaison'),
    D: (call) => t.voter({ ...call, headers: { ...call.headers, cookie } }),
    O: await t.as('office'),
    A: await officer(t, ['admin']),
    M: await officer(t, ['matters']),
    P: await officer(t, ['print']),
    I: await officer(t, ['inspect']),
    S: await officer(t, ['matters', 'print'], t.seed.stations[0]?.id ?? null),
  }
}
