import type { Context } from '../core/context.ts'

/** A login as it is compared: width, case, blanks and dashes do not matter. */
export const normalizeLogin = (login: string): string =>
  login.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()

export const loginHashOf = (context: Context, login: string): string =>
  context.secrets.hash('login', normalizeLogin(login))

/** A login as others may see it: a phone number loses its middle. */
export const shownLogin = (login: string): string =>
  /^1\d{10}$/.test(login) ? `${login.slice(0, 3)}****${login.slice(-4)}` : login
