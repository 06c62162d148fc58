import { filed, outcome, post } from '../issues/steps.ts'
import { linkDesk } from '../suggestions/link-desk.ts'
import { assignedTo, department } from '../suggestions/steps.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'
import { startSmsVendor } from '../support/sms-vendors.ts'
import { startWechat, type WechatPeer } from '../support/wechat.ts'
import { through } from '../wechat/steps.ts'
import {
  type District,
  file,
  LONG_TEXT,
  LONG_TITLE,
  PAST_THE_MINUTE,
  seededDistrict,
} from './district.ts'

/** A district in which things have happened that the demo's month does not have. */
export async function openSeldom(): Promise<District> {
  const vendor = await startSmsVendor()
  const wechat = await startWechat()
  const app = await startLiveApp({
    config: { sms: vendor.settings('tencent'), wechat: wechat.settings },
  })
  const office = await app.as('office')
  const lead = await app.as(0)
  const mine = await filed(app)
  const named = await filed(app, {
    title: '邻居家的狗不拴绳',
    text: '3 号楼的老王家养了两条大狗，天天不拴绳，孩子上学都绕着走。请帮着说说。',
  })
  const held = await post(lead, `/api/issues/${named.id}/holds`, {
    target: 'filing',
    reason: 'other',
    note: '指名道姓，请看看要不要遮住',
  })
  if (outcome(held) !== '201') throw new Error(`not held: ${held.body}`)
  await filed(app, {
    title: '楼道里堆着液化气罐',
    text: '二单元一楼楼道里堆着十几个液化气罐，怕着火爆炸。',
  })
  await post(await app.as(0), `/api/issues/${mine.id}/response`, {
    decision: 'answer',
    text: '地下电缆断了，区住建局明天上午来换线，11月25日晚上会亮。',
  })
  const housing = await department(app, '区住房和城乡建设局')
  const { id } = await assignedTo({ lead, office }, housing.id)
  const hashOf = async (suggestion: string): Promise<string> => {
    const link = await post(office, `/api/suggestions/${suggestion}/links`, {
      departmentId: housing.id,
    })
    if (outcome(link) !== '201') throw new Error(`no link: ${link.body}`)
    return new URL(link.json<{ url: string }>().url).hash
  }
  const link = await hashOf(id)
  // Signed for by somebody in the same department.
  const taken = await hashOf((await assignedTo({ lead, office }, housing.id)).id)
  const signed = await linkDesk(app).receive(taken.slice(1))
  if (outcome(signed) !== '200') throw new Error(`not signed for: ${signed.body}`)
  const wall = await post(office, '/api/wall-links', { name: '一楼大厅' })
  if (outcome(wall) !== '201') throw new Error(`no wall: ${wall.body}`)
  for (const url of ['issues?columns=number,what,state', 'representatives?file=csv', 'records'])
    await office({ url: `/api/exports/${url}` })
  const visitor = await keptInWechat(app, wechat)
  app.clock.advance(PAST_THE_MINUTE)
  const district = await seededDistrict(app, {
    receipt: mine.receipt,
    visitor,
    link,
    taken,
    wall: new URL(wall.json<{ url: string }>().url).hash,
  })
  return {
    ...district,
    async close() {
      await district.close()
      await vendor.close()
      await wechat.close()
    },
  }
}

/** Somebody inside WeChat who has told two things; the value of their cookie. */
async function keptInWechat(app: LiveApp, wechat: WechatPeer): Promise<string> {
  const { cookie } = await through(app, wechat, '/wechat/issues')
  const [to] = app.seed.representatives
  if (to === undefined) throw new Error('nobody is seeded')
  for (const [index, title] of ['小区门口积水', LONG_TITLE].entries())
    await file(app, `gallery-wechat-${index}`, to, { title, text: LONG_TEXT }, { cookie })
  return cookie.split('=')[1] ?? ''
}
