import { post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'

export const PASSWORD = '草原上的星星今晚很亮'

/** What people do with their accounts; `app` is the application of the moment. */
export function accountSteps(app: () => TestApp) {
  const cookieOf = (reply: { headers: Record<string, unknown> }): string =>
    String([reply.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
  const withCookie =
    (cookie: string): Client =>
    (call) =>
      app().voter({ ...call, headers: { ...call.headers, cookie } })
  const me = (cookie: string) => withCookie(cookie)({ url: '/api/sessions/current' })
  const signIn = (login: string, password = PASSWORD, headers: Record<string, string> = {}) =>
    post(app().voter, '/api/sessions', { login, password }, headers)

  /** A new account of the office with its printed one-time code. */
  async function invited(login: string): Promise<{ accountId: string; code: string }> {
    const made = await post(await app().as('office'), '/api/accounts', {
      name: '赵敏',
      login,
      role: 'office',
      duties: ['admin'],
    })
    if (made.statusCode !== 201) throw new Error(made.body)
    return made.json()
  }

  const firstSignIn = (login: string, code: string, password = PASSWORD) =>
    post(app().voter, '/api/first-sign-ins', { login, code, password })

  /** The same, with its password set; the cookie of the first session. */
  async function active(login: string): Promise<string> {
    const { code } = await invited(login)
    const reply = await firstSignIn(login, code)
    if (reply.statusCode !== 201) throw new Error(reply.body)
    return cookieOf(reply)
  }

  return { cookieOf, withCookie, me, signIn, invited, firstSignIn, active }
}
