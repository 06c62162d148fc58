import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { id, instant, pageOf, pageQuery, search, sortBy } from '../core/schema.ts'
import { exportQuery } from '../exports/exports.api.ts'
import {
  accountRow,
  accountView,
  credentials,
  firstSignIn,
  newAccount,
  role,
  setup,
} from './accounts.model.ts'

const tag = 'accounts'
const oneTimeCode = z.object({
  accountId: id,
  name: z.string(),
  login: z.string(),
  code: z.string(),
  expiresAt: instant,
})

const codesFor = z.strictObject({
  accounts: z.array(id).min(1, '请至少选一个账号。').max(500),
  onlyNew: z.boolean().optional().meta({ description: '已经设过密码的不发' }),
})
const codeRow = z.object({
  id,
  name: z.string(),
  loginShown: z.string(),
  goes: z.boolean().meta({ description: '会发' }),
  words: z.string().meta({ description: '会怎样，或为什么不发' }),
})

/** Which accounts; the same words narrow the table and the export. */
const filter = {
  role: role.optional(),
  state: z.enum(['invited', 'active', 'closed']).optional(),
  q: search('姓名、拼音、首字母'),
  station: id.optional(),
}
const sort = sortBy('name', 'role', 'station', 'state', 'second', 'seen').optional()

export const accountsApi = {
  signIn: endpoint({
    method: 'POST',
    path: '/api/sessions',
    summary: '登录',
    tag,
    access: 'anyone',
    body: credentials,
    status: 201,
    reply: accountView,
  }),
  firstSignIn: endpoint({
    method: 'POST',
    path: '/api/first-sign-ins',
    summary: '用一次性登录码第一次登录并设密码',
    tag,
    access: 'anyone',
    body: firstSignIn,
    status: 201,
    reply: accountView,
  }),
  me: endpoint({
    method: 'GET',
    path: '/api/sessions/current',
    summary: '当前登录的账号',
    tag,
    access: 'signed-in',
    status: 200,
    reply: accountView,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/sessions/current',
    summary: '退出登录',
    tag,
    access: 'signed-in',
    status: 204,
  }),
  signOutEverywhere: endpoint({
    method: 'DELETE',
    path: '/api/sessions',
    summary: '在所有设备上退出',
    tag,
    access: 'signed-in',
    status: 204,
  }),
  list: endpoint({
    method: 'GET',
    path: '/api/accounts',
    summary: '账号列表',
    tag,
    access: ['office'],
    query: z.strictObject({
      ...pageQuery,
      ...filter,
      sort,
    }),
    status: 200,
    reply: pageOf(accountRow),
  }),
  export: endpoint({
    method: 'GET',
    path: '/api/exports/accounts',
    summary: '同样的名单，存成 Excel 或 CSV；手机号只有首尾',
    tag,
    access: ['office'],
    query: z.strictObject({ ...filter, sort, ...exportQuery }),
    status: 200,
    produces: 'application/octet-stream',
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/accounts',
    summary: '新建工委、联络员或承办单位账号，得到一次性登录码',
    tag,
    access: ['office'],
    fresh: true,
    body: newAccount,
    status: 201,
    reply: oneTimeCode,
  }),
  issueCodes: endpoint({
    method: 'POST',
    path: '/api/accounts/one-time-codes',
    summary: '为一批账号发一次性登录码（供打印）；旧的作废，停用的账号不发',
    tag,
    access: ['office'],
    fresh: true,
    body: codesFor,
    status: 201,
    reply: z.object({
      items: z.array(oneTimeCode),
      left: z.array(codeRow).meta({ description: '没有发的，和为什么' }),
    }),
  }),
  previewCodes: endpoint({
    method: 'POST',
    path: '/api/accounts/one-time-code-previews',
    summary: '先看：给这批账号发登录码，谁有、谁没有、为什么；什么也不改',
    tag,
    access: ['office'],
    body: codesFor,
    status: 200,
    reply: z.object({ items: z.array(codeRow) }),
  }),
  setup: endpoint({
    method: 'POST',
    path: '/api/setup',
    summary: '空系统的第一个管理员；要用启动时显示的一次性口令',
    tag,
    access: 'anyone',
    body: setup,
    status: 201,
    reply: accountView,
  }),
}
