import type { Page } from 'playwright-core'
import { must } from '../access/replies.ts'
import type { World } from '../access/world.ts'
import { setLimits, several } from '../issues/flood.steps.ts'
import { answer, filed, post, seeded } from '../issues/steps.ts'
import { done, written } from '../suggestions/steps.ts'
import type { TestApp } from '../support/app.ts'

/** A page that has words only after somebody did something, there or on another one. */
export interface Act {
  page: string
  from: string
  act(page: Page): Promise<void>
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().click()
const chosen = (page: Page, text: string): Promise<void> =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: '花名册.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text),
    })
const ROSTER = '姓名,选区,电话\n王五,第一选区,13900000138\n'

/** What pages need besides what everybody has: one that is answered, some that are held, one to assign. */
export async function more(t: TestApp): Promise<{ department: string }> {
  const [by, office] = [await t.as(0), await t.as('office')]
  const { id } = await filed(t, { title: '路灯不亮' })
  await must(answer(by, id))
  await done(by, (await written(by, { title: '夜里巡逻' })).id, { act: 'submit' })
  const made = await must(post(office, '/api/departments', { name: '没有账号的局' }))
  await setLimits(office, { floodRepresentative: 1, floodDistrict: 0, floodWords: 0 })
  await several(t, 3)
  return { department: made.json<{ id: string }>().id }
}

export const actsOfRepresentative: readonly Act[] = [
  {
    page: '/me/suggestions/write',
    from: '/me/suggestions/write',
    act: (page) => press(page, '加一位附议代表'),
  },
]

export const actsOfLiaison = (world: World): readonly Act[] => [
  {
    page: '/me/station/receipt',
    from: '/me/station/find',
    async act(page) {
      await page.getByLabel('来访人的回执').fill(world.things.own.receipt ?? '')
      await press(page, /^查$/)
      await page.getByRole('img', { name: '回执的码' }).waitFor()
    },
  },
]

export const actsOfOffice = (t: TestApp, department: string): readonly Act[] => [
  {
    page: '/office/accounts/print',
    from: '/office/accounts',
    async act(page) {
      const row = page.getByRole('row').filter({ hasText: seeded(t, 1).name })
      await row.getByRole('checkbox').check()
      await press(page, '打印一次性登录码（1）')
      await press(page, '发 1 张')
      await press(page, '去打印 1 张')
      await page.getByRole('article').waitFor()
    },
  },
  {
    page: '/office/suggestions/links',
    from: '/office/suggestions/assign',
    async act(page) {
      await page.getByLabel(/夜里巡逻.*的主办单位/).selectOption(department)
      await press(page, '交办 1 件')
      await page.getByRole('button', { name: '交办', exact: true }).click()
      await press(page, /生成一次性链接/)
      await page.getByRole('article').waitFor()
    },
  },
  {
    page: '/office/terms',
    from: '/office/terms',
    async act(page) {
      await page.getByLabel('届次').fill('第十九届')
      await page.getByLabel('从哪一天起').fill('2026-12-20')
      await chosen(page, ROSTER)
      await page
        .getByText(/新当选的/)
        .first()
        .waitFor()
    },
  },
]
