import { afterAll, beforeAll, expect, it } from 'vitest'
import { outcome, post } from '../issues/steps.ts'
import { type Client, startApp, type TestApp } from '../support/app.ts'

let t: TestApp
let office: Client
beforeAll(async () => {
  t = await startApp()
  office = await t.as('office')
})
afterAll(() => t.close())

it('the office adds, renames and lists them; two of one name are refused', async () => {
  const made = await post(office, '/api/departments', { name: '区教育局' })
  expect(outcome(made)).toBe('201')
  const { id } = made.json<{ id: string }>()
  expect(outcome(await post(office, '/api/departments', { name: '区教育局' }))).toBe(
    '409 department.taken',
  )
  const url = `/api/departments/${id}`
  const rename = (name: string) => office({ method: 'PUT', url, body: { name, was: '区教育局' } })
  const both = await Promise.all([rename('区教育体育局'), rename('区教体局')])
  expect(both.map(outcome).sort()).toEqual(['200', '409 conflict'])
  // Whoever still looks at the former name is told, and nothing is lost.
  expect(outcome(await rename('区教委'))).toBe('409 conflict')
  const { name } = (await office({ url: '/api/departments' })).json().items[0]
  // Sent again after an answer that was lost, it is nobody else's change.
  expect((await rename(name)).json()).toEqual({
    id,
    name,
    account: false,
    signer: false,
    aliases: [],
    merged: [],
  })
  const listed = (await office({ url: '/api/departments' })).json().items
  expect(listed).toEqual([{ id, name, account: false, signer: false, aliases: [], merged: [] }])
  expect(outcome(await (await t.as(0))({ url: '/api/departments' }))).toBe('403 auth.forbidden')
})

it('an account of a department needs the department, and sees its own desk only', async () => {
  const [{ id }] = (await office({ url: '/api/departments' })).json().items
  const wanted = { name: '王科长', login: 'edu', role: 'department' }
  expect(outcome(await post(office, '/api/accounts', wanted))).toBe('422 account.department-needed')
  const made = await post(office, '/api/accounts', { ...wanted, departmentId: id })
  expect(outcome(made)).toBe('201')
  expect((await office({ url: '/api/departments' })).json().items[0].account).toBe(true)
  const first = await post(t.voter, '/api/first-sign-ins', {
    login: 'edu',
    code: made.json().code,
    password: '石拐矿区的老火车又开了',
  })
  expect(first.json()).toMatchObject({ role: 'department', departmentId: id })
  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
  const get = (url: string) => t.voter({ url, headers: { cookie } })
  expect(outcome(await get('/api/suggestions'))).toBe('200')
  for (const url of ['/api/issues', '/api/inbox', '/api/accounts', '/api/sheets'])
    expect(outcome(await get(url)), url).toBe('403 auth.forbidden')
})
