import type { Context } from '../core/context.ts'
import { maskPhone } from '../core/phones.ts'

/** A login as it is compared: width, case, blanks and dashes do not matter. */
export const normalizeLogin = (login: string): string =>
  login.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()

export const loginHashOf = (context: Context, login: string): string =>
  context.secrets.hash('login', normalizeLogin(login))

/** A login as others may see it: a phone number, however it was typed, loses its middle. */
export function shownLogin(login: string): string {
  const phone = /^(?:\+?86)?(1\d{10})$/.exec(normalizeLogin(login))?.[1]
  return phone === undefined ? login : maskPhone(phone)
}
