import { timeCode } from '@mashang/server/accounts/totp.ts'
import { secondFactorLimits } from '@mashang/shared/accounts/second-factor.words.ts'
import { post } from '../issues/steps.ts'
import type { Client, TestApp } from '../support/app.ts'
import { accountSteps, PASSWORD } from './steps.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A secret as an authenticator app reads it from the screen. */
function bytesOf(secret: string): Buffer {
  const bits = [...secret.replaceAll(' ', '')]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** What an authenticator app shows at a moment. */
export const codeAt = (secret: string, at: number): string =>
  timeCode(bytesOf(secret), Math.floor(at / secondFactorLimits.step))

/** What people do with a second factor; `app` is the application of the moment. */
export function secondFactorSteps(app: () => TestApp) {
  const steps = accountSteps(app)
  let made = 0
  const codeOf = ({ secret }: { secret: string }): string => codeAt(secret, app().clock.now())
  const confirm = (by: Client, sealed: string, code: string) =>
    by({ method: 'PUT', url: '/api/me/second-factor', body: { sealed, code } })

  /** Somebody of the office, signed in. */
  async function person(): Promise<{ cookie: string; login: string; accountId: string }> {
    const login = `second-${made++}`
    const { accountId, code } = await steps.invited(login)
    const reply = await steps.firstSignIn(login, code)
    return { cookie: steps.cookieOf(reply), login, accountId }
  }

  async function setUp(cookie: string): Promise<{ secret: string; codes: string[] }> {
    const by = steps.withCookie(cookie)
    const offer = (await post(by, '/api/me/second-factor/offers')).json()
    const done = await confirm(by, offer.sealed, codeOf(offer))
    if (done.statusCode !== 200) throw new Error(done.body)
    return { secret: offer.secret, codes: done.json().codes }
  }

  /** The same, with a second factor. */
  async function guarded() {
    const who = await person()
    return { ...who, ...(await setUp(who.cookie)) }
  }

  const signIn = (login: string, second: object = {}, cookie = '') =>
    app().voter({
      method: 'POST',
      url: '/api/sessions',
      headers: cookie === '' ? {} : { cookie },
      body: { login, password: PASSWORD, ...second },
    })

  const deviceCookieOf = (reply: { headers: Record<string, unknown> }): string =>
    [reply.headers['set-cookie']]
      .flat()
      .map((one) => String(one).split(';')[0] ?? '')
      .find((one) => one.includes('-device=')) ?? ''

  return { ...steps, codeOf, confirm, person, setUp, guarded, signIn, deviceCookieOf }
}
