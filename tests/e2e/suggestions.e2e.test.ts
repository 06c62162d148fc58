import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answer, filed, post } from '../issues/steps.ts'
import {
  answeredBy,
  assignedTo,
  department,
  departmentLogin,
  done,
  written,
} from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { barriers, type LiveApp, overflows, startLiveApp } from '../support/live-app.ts'

let browser: Browser
let t: LiveApp
let housing: { id: string; token: () => Promise<string> }
beforeAll(async () => {
  browser = await launchBrowser()
  t = await startLiveApp({ config: { limits: false } })
  housing = await department(t, '区住房和城乡建设局')
  await department(t, '区残疾人联合会')
})
afterAll(async () => {
  await browser.close()
  await t.close()
})

const cookie = (token: string) => ({ name: 'mashang', value: token, url: t.url })
async function work(who: 0 | 1): Promise<Device> {
  const device = await phone(browser, { baseURL: t.url })
  await device.context.addCookies([cookie(await t.token(who))])
  return device
}
async function atDesk(token: string): Promise<Device> {
  const device = await desk(browser, { baseURL: t.url })
  await device.context.addCookies([cookie(token)])
  return device
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
async function isWell({ page, troubles }: Device): Promise<void> {
  expect(await barriers(page)).toEqual([])
  expect(await overflows(page)).toBe(false)
  expect(troubles).toEqual([])
}

describe('a suggestion', () => {
  it('goes from a voter’s matter through all four desks back to the voter', async () => {
    const issue = await filed(t)
    await answer(await t.as(0), issue.id)

    const li = await work(0)
    await li.page.goto(`/me/issues/${issue.id}`)
    await li.page.getByRole('link', { name: /转建议/ }).click()
    await li.page.getByRole('link', { name: '把这件反映写成建议' }).click()
    await li.page.getByText(`由群众反映写成：3 号楼南边路灯不亮`).waitFor()
    await li.page.getByLabel('标题').fill('关于给老旧小区加装路灯的建议')
    await isWell(li)
    await press(li.page, '存好，看一遍')
    await press(li.page, '提交')
    await press(li.page, '确定提交')
    await li.page.getByText('待审核').first().waitFor()
    await isWell(li)

    const office = await atDesk(await t.token('office'))
    await office.page.goto('/office/suggestions')
    await office.page.getByRole('link', { name: '关于给老旧小区加装路灯的建议' }).click()
    await office.page.getByLabel('主办单位', { exact: true }).selectOption(housing.id)
    await isWell(office)
    await press(office.page, '交办')
    await office.page.getByText('已交办，待签收').first().waitFor()

    const theirs = await atDesk(await housing.token())
    await theirs.page.goto('/office/')
    await theirs.page.waitForURL('**/office/suggestions')
    await theirs.page.getByRole('link', { name: '关于给老旧小区加装路灯的建议' }).click()
    await press(theirs.page, '签收')
    await press(theirs.page, '确定签收')
    // There is no button for an answer before somebody has talked to the representative.
    await theirs.page.getByRole('button', { name: '记一次沟通' }).waitFor()
    expect(await theirs.page.getByRole('button', { name: '拟答复' }).count()).toBe(0)
    await press(theirs.page, '记一次沟通')
    await theirs.page.getByLabel('办理前').check()
    await theirs.page.getByLabel('面商').check()
    await theirs.page.getByLabel('哪一天').fill('2026-11-23')
    await theirs.page.getByLabel('谁和代表谈的').fill('住建局王局长')
    await theirs.page.getByLabel('谈了什么').fill('一起看了六个小区')
    await isWell(theirs)
    await press(theirs.page, '记下')
    await press(theirs.page, '拟答复')
    await theirs.page.getByLabel('答复', { exact: true }).fill('代表您好：六个小区年底前装好。')
    await theirs.page.getByLabel(/^B 类/).check()
    await theirs.page.getByLabel('答应哪一天办成').waitFor()
    await theirs.page.getByLabel(/^A 类/).check()
    await isWell(theirs)
    await press(theirs.page, '送签')
    await press(theirs.page, '签发')
    await theirs.page.getByLabel('发文字号').fill('建函[2026]12号')
    await theirs.page.getByLabel('签发的负责人').fill('局长王建国')
    await press(theirs.page, '确定签发')
    await theirs.page.getByText('已答复，待评价').first().waitFor()
    await theirs.page.getByText('建函〔2026〕12号').first().waitFor()

    await li.page.reload()
    await li.page.getByText('代表您好：六个小区年底前装好。').waitFor()
    await press(li.page, '评价')
    const [attitude, result] = [
      li.page.getByRole('group', { name: '对办理态度' }),
      li.page.getByRole('group', { name: '对办理结果' }),
    ]
    await attitude.getByLabel('满意', { exact: true }).check()
    await result.getByLabel('不满意', { exact: true }).check()
    // Nothing is sent before there is a reason, and that is said.
    await press(li.page, '确定评价')
    await li.page.getByText('还没有填：有什么要说的').waitFor()
    await result.getByLabel('满意', { exact: true }).check()
    await press(li.page, '确定评价')
    await li.page.getByText('办结').first().waitFor()
    await isWell(li)

    await office.page.reload()
    await press(office.page, /^公开$/)
    // The voter did not agree to it.
    await office.page.getByText('1 件的群众不同意公开').waitFor()
    await press(office.page, '确定公开')
    await office.page.getByText('还没有填：核对过了').waitFor()
    await office.page.getByLabel(/^核对过了/).check()
    await isWell(office)
    await press(office.page, '确定公开')
    await office.page.getByRole('button', { name: '撤下公开' }).waitFor()
    // The blank form was taken the place of by the one that says how.
    await office.page.getByText('以前的 1 份，已由后来的代替').click()
    await office.page.getByRole('link', { name: /^征求意见表 空白（已经评价），PDF/ }).waitFor()
    const saved = office.page.waitForEvent('download')
    await office.page.getByRole('link', { name: '答复函，PDF' }).click()
    expect((await saved).suggestedFilename()).toMatch(/^答复函（.*）\.pdf$/)
    await isWell(office)
    const voter = await phone(browser, { baseURL: t.url })
    await voter.page.goto('/suggestions')
    await isWell(voter)
    await voter.page.getByRole('link', { name: '关于给老旧小区加装路灯的建议' }).click()
    await voter.page.getByText('代表您好：六个小区年底前装好。').waitFor()
    await voter.page.getByText('代表评价：满意').waitFor()
    await isWell(voter)
    await voter.page.goto(`/r/${issue.receipt}`)
    await voter.page.getByText('这件事已经解决，或者今年能解决').first().waitFor()
    await Promise.all([li, office, theirs, voter].map((device) => device.close()))
    // Four desks, one after the other.
  }, 120_000)

  it('is answered through a one-time link, once', async () => {
    const li = await t.as(0)
    const written = await li({
      method: 'POST',
      url: '/api/suggestions',
      body: { title: '无障碍坡道', text: '办事大厅台阶高。', secret: false, cosigners: [] },
    })
    const { id } = written.json<{ id: string }>()
    await li({ method: 'POST', url: `/api/suggestions/${id}/acts`, body: { act: 'submit' } })
    const office = await atDesk(await t.token('office'))
    const made = await (await t.as('office'))({
      method: 'POST',
      url: '/api/departments',
      body: { name: '区行政审批局' },
    })
    const lead = made.json<{ id: string }>().id
    await (await t.as('office'))({
      method: 'POST',
      url: `/api/suggestions/${id}/acts`,
      body: { act: 'assign', lead },
    })
    await office.page.goto(`/office/suggestions/${id}`)
    await press(office.page, '给区行政审批局生成链接')
    const url = await office.page.getByLabel('区行政审批局的链接（只显示这一次）').inputValue()
    await office.page.getByText('请复制后自己发给区行政审批局').waitFor()
    await isWell(office)
    const clerk = await desk(browser, { baseURL: t.url })
    await clerk.page.goto(url)
    await clerk.page.getByRole('heading', { name: '无障碍坡道' }).waitFor()
    await isWell(clerk)
    // What is missing is said under the button, and pressing it leads there.
    const sign = clerk.page.getByRole('button', { name: '签发答复' })
    await clerk.page.getByText(/^还没有填：什么时候、怎么沟通的、.*等 9 处。$/).waitFor()
    await sign.click()
    await clerk.page.getByText('这里还没有写。').first().waitFor()
    expect(await clerk.page.getByLabel('办理前').evaluate((one) => one.matches(':focus'))).toBe(
      true,
    )
    await isWell(clerk)
    await clerk.page.getByLabel('办理前').check()
    await clerk.page.getByLabel('电话', { exact: true }).check()
    await clerk.page.getByLabel('哪一天').fill('2026-11-23')
    await clerk.page.getByLabel('谁和代表谈的').fill('王科长')
    await clerk.page.getByLabel('谈了什么').fill('定了坡道的位置')
    await press(clerk.page, '先记下这次沟通')
    await clerk.page.getByText('已记下和代表的沟通').waitFor()
    await clerk.page.getByText('已签收。').waitFor()
    // It stands there, its form is folded, and what comes next is a press away.
    await clerk.page.getByText(/办理前电话：王科长。定了坡道的位置/).waitFor()
    expect(await clerk.page.getByLabel('谈了什么').isVisible()).toBe(false)
    await press(clerk.page, '下一步：写答复')
    const words = clerk.page.getByLabel('答复', { exact: true })
    expect(await words.evaluate((one) => one.matches(':focus'))).toBe(true)
    await expect.poll(() => clerk.page.getByLabel('谈了什么').inputValue()).toBe('')
    await words.fill('坡道年底前建好。')
    await clerk.page.getByLabel(/^B 类/).check()
    await clerk.page.getByLabel('答应哪一天办成').fill('2027-06-30')
    await clerk.page.getByLabel('发文字号').fill('审函〔2026〕7号')
    await clerk.page.getByText('还没有填：签发的负责人。').waitFor()
    await sign.click()
    const signer = clerk.page.getByLabel('签发的负责人')
    expect(await signer.evaluate((one) => one.matches(':focus'))).toBe(true)
    await signer.fill('局长李明')
    await expect.poll(() => sign.getAttribute('aria-describedby')).toBeNull()
    await press(clerk.page, '签发答复')
    // It is asked as at the desk; what was written is still there for whoever leaves the question.
    await clerk.page.getByText('以局长李明的名义签发，发文字号 审函〔2026〕7号。').waitFor()
    await isWell(clerk)
    await press(clerk.page, '先不签发')
    await press(clerk.page, '签发答复')
    await press(clerk.page, '确定签发答复')
    await clerk.page.getByText('收到了，谢谢').waitFor()
    // Its own copy, whole, on the page and as the letter; after that the link gives nothing more.
    await clerk.page.getByText('坡道年底前建好。').waitFor()
    await clerk.page.getByText('审函〔2026〕7号').waitFor()
    await isWell(clerk)
    const kept = clerk.page.waitForEvent('download')
    await press(clerk.page, '存下答复函（PDF）')
    expect((await kept).suggestedFilename()).toMatch(/^答复函（.*）\.pdf$/)
    await clerk.page.reload()
    await clerk.page.getByText('这个链接已经用过').waitFor()
    expect(clerk.troubles.splice(0)).toEqual(['410 POST /api/suggestion-links/opening'])
    // On the promised day: what became of it, through another one.
    await office.page.reload()
    await press(office.page, '给区行政审批局生成链接')
    const next = await office.page.getByLabel('区行政审批局的链接（只显示这一次）').inputValue()
    await clerk.page.goto(next)
    await clerk.page.getByRole('heading', { name: /2027年6月30日.*前办成/ }).waitFor()
    await isWell(clerk)
    await clerk.page.getByLabel('再次答复').fill('坡道建好了。')
    await clerk.page.getByLabel(/^A 类/).check()
    // The one after the last is there to be taken.
    expect(await clerk.page.getByLabel('发文字号').inputValue()).toBe('审函〔2026〕8号')
    await clerk.page.getByText('按上一份推算，请核对。').waitFor()
    await clerk.page.getByLabel('签发的负责人').fill('局长李明')
    await press(clerk.page, '签发答复')
    await press(clerk.page, '确定签发答复')
    await clerk.page.getByText('收到了，谢谢').waitFor()
    await Promise.all([office, clerk].map((device) => device.close()))
  })
})

it('several are assigned at once, each to who had one like it before, and who needs a link is named', async () => {
  const [li, clerk] = [await t.as(0), await t.as('office')]
  const police = await post(clerk, '/api/departments', { name: '公安分局' })
  await assignedTo({ lead: li, office: clerk }, housing.id)
  for (const title of ['再给三个老旧小区加装路灯', '给小学门口画斑马线', '修一条两个局都管的路']) {
    const made = await li({
      method: 'POST',
      url: '/api/suggestions',
      body: { title, text: `${title}。`, secret: false, cosigners: [] },
    })
    const { id } = made.json<{ id: string }>()
    await li({ method: 'POST', url: `/api/suggestions/${id}/acts`, body: { act: 'submit' } })
  }
  const office = await atDesk(await t.token('office'))
  await office.page.goto('/office/')
  await office.page.getByRole('link', { name: /待审核、交办\s*3 件/ }).click()
  await office.page.getByRole('button', { name: '待审核、交办' }).waitFor()
  await isWell(office)
  await office.page.goto('/office/suggestions/assign')
  const lights = office.page.getByLabel('再给三个老旧小区加装路灯的主办单位')
  await office.page.getByText('参考：').first().waitFor()
  expect(await lights.inputValue()).toBe(housing.id)
  await office.page.getByLabel('全选').check()
  await isWell(office)
  // A tick without a handler is not taken, and that is said.
  const blank = office.page.getByLabel('选给小学门口画斑马线', { exact: true })
  await blank.click()
  await office.page.getByText('《给小学门口画斑马线》还没有选好承办单位，先选好，再勾。').waitFor()
  expect(await blank.isChecked()).toBe(false)
  await isWell(office)
  await office.page
    .getByLabel('给小学门口画斑马线的主办单位')
    .selectOption(police.json<{ id: string }>().id)
  await office.page.getByLabel('给小学门口画斑马线：加一个会办单位').selectOption(housing.id)
  const both = office.page.getByLabel('修一条两个局都管的路：加一个分办单位')
  await office.page.getByLabel('修一条两个局都管的路的分办，各自答复').check()
  await both.selectOption(housing.id)
  // One alone answers nothing apart.
  await office.page.getByRole('button', { name: '交办 2 件' }).waitFor()
  await both.selectOption(police.json<{ id: string }>().id)
  await isWell(office)
  await press(office.page, '交办 3 件')
  await office.page
    .getByText(
      '区住房和城乡建设局 1 件；公安分局 1 件；区住房和城乡建设局会办 1 件；区住房和城乡建设局分办 1 件；公安分局分办 1 件',
    )
    .waitFor()
  await office.page.getByRole('button', { name: '交办', exact: true }).click()
  await office.page.getByText('已交办 3 件').waitFor()
  await office.page.getByText('这些单位没有账号').waitFor()
  await isWell(office)
  await office.page.getByRole('link', { name: '给小学门口画斑马线' }).first().click()
  await office.page.getByRole('button', { name: '给公安分局生成链接' }).waitFor()
  await office.page.getByText('没有账号，催办要您转告').first().waitFor()
  await office.page.getByRole('button', { name: '催办：公安分局' }).first().click()
  await office.page.getByText('公安分局没有账号，看不到催办').waitFor()
  await isWell(office)
  const saved = office.page.waitForEvent('download')
  await office.page
    .getByRole('link', { name: /，Word/ })
    .first()
    .click()
  expect((await saved).suggestedFilename()).toContain('.docx')
  for (const page of ['reminders', 'periods']) {
    await office.page.goto(`/office/suggestions/${page}`)
    await office.page.getByRole('heading', { level: 1 }).waitFor()
    await isWell(office)
  }
  await office.page.goto('/office/suggestions/reminders')
  const titles = office.page.getByRole('columnheader', { name: '建议' })
  // The one above was urged today.
  const urge = office.page
    .getByRole('row')
    .filter({ hasText: '公安分局', hasNotText: '催过' })
    .getByRole('button', { name: /^催办：/ })
    .first()
  await urge.waitFor()
  const before = await titles.boundingBox()
  await urge.click()
  await office.page.getByText('公安分局没有账号，看不到催办').waitFor()
  expect((await titles.boundingBox())?.width).toBe(before?.width)
  await isWell(office)
  await office.page.reload()
  await office.page.getByText('没有账号，请转告它').first().waitFor()
  await office.page.getByRole('link', { name: '给它生成一次性链接' }).first().waitFor()
  await office.page.goto('/office/departments')
  await office.page.getByRole('cell', { name: '区住房和城乡建设局', exact: true }).waitFor()
  await isWell(office)
  await office.close()
})

it('answers that were given apart are judged each alone, with a reason of its own', async () => {
  const [lead, clerk] = [await t.as(0), await t.as('office')]
  const roads = await department(t, '区交通运输局')
  const flats = await departmentLogin(t, housing.id, '住建局二科')
  const { id } = await written(lead, { title: '路口和路灯' })
  await done(lead, id, { act: 'submit' })
  await done(clerk, id, { act: 'assign', separate: [housing.id, roads.id] })
  for (const { client } of [flats, roads]) await answeredBy(client, id)

  const li = await work(0)
  const { page } = li
  await page.goto(`/me/suggestions/${id}`)
  await press(page, '评价')
  await page.getByText('各评各的').waitFor()
  await isWell(li)
  const choose = (question: string, word: string) =>
    page
      .getByRole('group', { name: question, exact: true })
      .getByLabel(word, { exact: true })
      .check()
  await choose('区住房和城乡建设局：对办理态度', '满意')
  await choose('区住房和城乡建设局：对办理结果', '满意')
  await choose('区交通运输局：对办理态度', '基本满意')
  await choose('区交通运输局：对办理结果', '不满意')
  await press(page, '确定评价')
  await page.getByText('还没有填：区交通运输局：有什么要说的').waitFor()
  await page.getByLabel('区交通运输局：有什么要说的').fill('路口没有改')
  await press(page, '确定评价')
  await page.getByText(/评价是不满意，由区交通运输局重办/).waitFor()
  await page.getByText('区交通运输局：态度基本满意，结果不满意。路口没有改').waitFor()
  await isWell(li)
  await li.close()
})
