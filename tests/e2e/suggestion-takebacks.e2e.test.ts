import { isoOfDay } from '@mashang/shared/calendars/work-calendar.rules.ts'
import { localDay } from '@mashang/shared/core/local-time.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { post, seeded } from '../issues/steps.ts'
import { answeredBy, assignedTo, department, done, written } from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

/** What the office enters from paper, and what it takes back, at its desk and on the phone. */

let browser: Browser
let t: LiveApp
let housing: Awaited<ReturnType<typeof department>>
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  housing = await department(t, '区住房和城乡建设局')
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

async function at(device: Device, token: string): Promise<Device> {
  await device.context.addCookies([{ name: 'mashang', value: token, url: t.url }])
  return device
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}
const people = async () => ({ lead: await t.as(0), office: await t.as('office') })

it('a paper is entered with its scan; its author reads how, and says it otherwise', async () => {
  const { id } = await assignedTo(await people(), housing.id)
  await answeredBy(housing.client, id)
  const office = await at(await desk(browser, { baseURL: t.url }), await t.token('office'))
  const { page } = office
  await page.goto(`/office/suggestions/${id}`)
  await press(page, '代录纸质意见表')
  // There is one author: theirs it is.
  const whose = page.getByRole('group', { name: '谁的意见表' }).getByRole('radio')
  expect(await whose.isChecked()).toBe(true)
  const today = isoOfDay(localDay(t.context.clock.now()))
  await page.getByLabel('表上签的日子').fill(today)
  await page.getByRole('group', { name: '对办理态度' }).getByText('满意', { exact: true }).click()
  await page.getByRole('group', { name: '对办理结果' }).getByText('不满意').click()
  await page.getByLabel(/有什么要说的/).fill('只装了一个小区')
  await page.getByLabel('加附件').setInputFiles({
    name: '意见表.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
  })
  await page.getByText('意见表.pdf').waitFor()
  await isWell(office)
  await press(page, '确定评价')
  await page.getByText('由代表工委按纸质意见表代录').waitFor()
  await page.getByRole('link', { name: '意见表.pdf' }).waitFor()
  await isWell(office)

  const li = await at(await phone(browser, { baseURL: t.url }), await t.token(0))
  await li.page.goto(`/me/suggestions/${id}`)
  await li.page.getByText('由代表工委按纸质意见表代录').waitFor()
  await li.page.getByRole('link', { name: '意见表.pdf' }).waitFor()
  await press(li.page, '改成自己评价')
  await li.page.getByText('您自己的评价会代替').waitFor()
  await li.page
    .getByRole('group', { name: '对办理态度' })
    .getByText('满意', { exact: true })
    .click()
  await li.page.getByRole('group', { name: '对办理结果' }).getByText('基本满意').click()
  await isWell(li)
  await press(li.page, '确定评价')
  await li.page.getByText('代替按纸质意见表代录的那一次').waitFor()
  expect(await li.page.getByRole('button', { name: '改成自己评价' }).count()).toBe(0)
  await isWell(li)
  await Promise.all([office, li].map((device) => device.close()))
})

it('a merger and a decline are taken back with a reason', async () => {
  const { lead, office: clerk } = await people()
  const sent = async (title: string): Promise<string> => {
    const { id } = await written(lead, { title })
    await done(lead, id, { act: 'submit' })
    return id
  }
  const [one, into, declined] = [await sent('并走的'), await sent('留下的'), await sent('没立案的')]
  await done(clerk, one, { act: 'merge', into, reason: '说的是同一件事' })
  await done(clerk, declined, { act: 'decline', why: 'empty', reason: '没有写具体' })
  const office = await at(await desk(browser, { baseURL: t.url }), await t.token('office'))
  const { page } = office
  for (const [id, button] of [
    [one, '撤销并案'],
    [declined, '恢复审核'],
  ] as const) {
    await page.goto(`/office/suggestions/${id}`)
    await press(page, button)
    await page.getByLabel('写给代表的理由').fill('核对过了，不是一件事')
    await isWell(office)
    await press(page, `确定${button}`)
    await page.getByText('待审核').first().waitFor()
    await page.getByLabel('主办单位', { exact: true }).waitFor()
    await isWell(office)
  }
  const li = await at(await phone(browser, { baseURL: t.url }), await t.token(0))
  await li.page.goto(`/me/suggestions/${one}`)
  await li.page.getByText('核对过了，不是一件事').waitFor()
  await isWell(li)
  await Promise.all([office, li].map((device) => device.close()))
})

it('a department that asked to send it back goes on with it, at its desk or by its link', async () => {
  const { lead, office: clerk } = await people()
  const { id } = await assignedTo({ lead, office: clerk }, housing.id)
  const own = await at(await desk(browser, { baseURL: t.url }), await housing.token())
  await own.page.goto(`/office/suggestions/${id}`)
  await press(own.page, '申请退回')
  await own.page.getByLabel('为什么不归贵单位办').fill('不归我们管')
  await press(own.page, '确定申请退回')
  await press(own.page, '不退了，接着办')
  await own.page.getByText('由贵单位接着办；期限照旧').waitFor()
  await isWell(own)
  await press(own.page, '确定收回退回申请')
  await own.page.getByText('区住房和城乡建设局收回了退回申请，接着办。').waitFor()
  await own.page.getByRole('button', { name: '签收', exact: true }).waitFor()
  await isWell(own)

  const farming = await post(clerk, '/api/departments', { name: '区农牧局' })
  const { id: farmingId } = farming.json<{ id: string }>()
  const other = await assignedTo({ lead, office: clerk }, farmingId)
  const made = await post(clerk, `/api/suggestions/${other.id}/links`, { departmentId: farmingId })
  const linked = await phone(browser, { baseURL: t.url })
  await linked.page.goto(made.json<{ url: string }>().url)
  await linked.page.locator('summary').filter({ hasText: '申请退回' }).click()
  await linked.page.getByLabel('为什么不归贵单位办').fill('不归我们管')
  await press(linked.page, '申请退回')
  await linked.page.getByText('没有定以前，可以不退了').waitFor()
  await isWell(linked)
  await press(linked.page, '不退了，接着办')
  await linked.page.locator('summary').filter({ hasText: '申请退回' }).waitFor()
  await isWell(linked)
  await Promise.all([own, linked].map((device) => device.close()))
})

it('a joint one that its lead wants back says so, until one does not agree or the lead goes on', async () => {
  const { lead, office: clerk } = await people()
  const { id } = await written(lead, { title: '想撤的', cosigners: [seeded(t, 1).id] })
  await done(lead, id, { act: 'submit' })
  await done(await t.as(1), id, { act: 'confirm' })
  await done(clerk, id, { act: 'assign', lead: housing.id })
  const li = await at(await phone(browser, { baseURL: t.url }), await t.token(0))
  const waits = (page: Page) => page.getByText('都同意以前，建议照常办，期限照走。')
  const askFor = async (): Promise<void> => {
    await press(li.page, '撤回')
    await li.page.getByLabel('为什么撤回').fill('已经解决')
    await press(li.page, '确定撤回')
    await waits(li.page).waitFor()
  }
  await li.page.goto(`/me/suggestions/${id}`)
  await askFor()
  await isWell(li)
  await press(li.page, '不撤回了')
  await press(li.page, '确定不撤回了')
  await waits(li.page).waitFor({ state: 'detached' })
  await askFor()

  const office = await at(await desk(browser, { baseURL: t.url }), await t.token('office'))
  await office.page.goto('/office/suggestions')
  await office.page.getByText('撤回待同意').waitFor()
  await isWell(office)
  await office.page.goto(`/office/suggestions/${id}`)
  await office.page.getByText(`还等${seeded(t, 1).name}同意`).waitFor()
  await isWell(office)

  const zhang = await at(await phone(browser, { baseURL: t.url }), await t.token(1))
  await zhang.page.goto('/me/suggestions')
  await zhang.page.getByText('已交办，待签收，撤回待同意').waitFor()
  await isWell(zhang)
  await zhang.page.goto(`/me/suggestions/${id}`)
  await press(zhang.page, '不同意撤回')
  await zhang.page.getByLabel('为什么不同意（可以不写）').fill('灯还没有装')
  await isWell(zhang)
  await press(zhang.page, '确定不同意撤回')
  await zhang.page.getByText('灯还没有装').waitFor()
  await waits(zhang.page).waitFor({ state: 'detached' })
  await isWell(zhang)
  await Promise.all([li, office, zhang].map((device) => device.close()))
})
