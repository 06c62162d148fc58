import type { Role } from '../core/endpoint.ts'

export const roleWords: Record<Role, string> = {
  office: '代表工委',
  liaison: '家站联络员',
  representative: '人大代表',
  department: '承办单位',
}

/** A password a person types on a phone: length counts, not kinds of characters (NIST SP 800-63B). */
export const passwordLimits = { min: 10, max: 128 } as const

/** How far an account has come. */
export const accountStates = {
  invited: '还没登录过',
  active: '已启用',
  closed: '已停用',
} as const
export type AccountState = keyof typeof accountStates
