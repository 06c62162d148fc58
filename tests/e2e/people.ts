import type { ServerProcess } from '@mashang/scripts/support/server-process.ts'
import type { Page } from 'playwright-core'

/** A demo account by the name of its person or its role. */
export function accountOf(server: ServerProcess, who: string) {
  const found = server.demo().accounts.find(({ name, role }) => name === who || role === who)
  if (!found) throw new Error(`the demo has no account of ${who}`)
  return found
}

/** The code that a poster of this representative or station carries. */
export function codeOf(server: ServerProcess, name: string): string {
  const found = server.demo().codes.find((code) => code.name === name)
  if (!found) throw new Error(`the demo has no code of ${name}`)
  return found.code
}

/** Signs in through the page, and waits for the app behind it. */
export async function signIn(
  page: Page,
  address: string,
  account: { login: string; password: string },
): Promise<void> {
  await page.goto(address)
  await page.locator('input[name=username]').fill(account.login)
  await page.locator('input[name=password]').fill(account.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.locator('input[name=password]').waitFor({ state: 'detached' })
}

/** The office's side of the API, for looking at what is stored. */
export interface Office {
  get<T>(path: string): Promise<T>
}

export async function officeOf(server: ServerProcess): Promise<Office> {
  const { login, password } = accountOf(server, 'office')
  const answer = await fetch(`${server.url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  return {
    get: async <T>(path: string): Promise<T> => {
      const got = await fetch(`${server.url}${path}`, { headers: { cookie: cookie.join('; ') } })
      if (!got.ok) throw new Error(`${got.status} ${path}: ${await got.text()}`)
      return (await got.json()) as T
    },
  }
}
