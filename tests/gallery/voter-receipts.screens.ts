import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import type { Page } from 'playwright-core'
import { voterPages } from '../support/voter-pages/all.ts'
import { RECEIPT } from '../support/voter-pages/people.ts'
import { answeredReceipt, issue, receipt, rights } from '../support/voter-pages/receipts.ts'
import { matters } from '../support/voter-pages/scanned.ts'
import { LONG_TEXT, LONG_TITLE } from './district.ts'
import type { Screen } from './screen.ts'
import { LINES } from './screens-of.ts'
import { of } from './voter-screen.ts'

const lookup = voterPages.lookup as VoterPage
const looks = ['light', 'elder'] as const

/** Everything that is folded away lies open. */
const unfold = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
}

const DONE = { good: true, words: '联系方式删掉了。以后的答复凭回执来看。' }
const REFUSED = { good: false, words: '电话号码好像不对，请核对一下。' }

const OTHER = 'ABCD3EFGH4JKMN6PQR7TUVW'
const AT = { filedAt: issue.filedAt, serverTime: '2026-11-23T02:32:30.000Z' }

/** A phone that keeps two receipts, and what the server says of them. */
const keepsTwo = async (page: Page): Promise<void> => {
  const done = answeredReceipt().issue
  await page.route('**/api/receipt-standings', (route) =>
    route.fulfill({
      json: {
        serverTime: AT.serverTime,
        items: [
          { ...issue, receipt: RECEIPT, erased: false },
          { ...done, receipt: OTHER, erased: false },
        ],
      },
    }),
  )
  await keeps(page)
}

async function keeps(page: Page): Promise<void> {
  const kept = [
    { receipt: RECEIPT, number: issue.number, title: issue.title, filedAt: issue.filedAt },
    { receipt: OTHER, number: '石拐〔2026〕0187 号', title: LONG_TITLE, filedAt: issue.filedAt },
  ]
  await page.evaluate((all) => localStorage.setItem('mashang.receipts', JSON.stringify(all)), kept)
  await page.reload()
  await page.getByText('这部手机上的回执').waitFor()
}

const led = answeredReceipt({
  timeline: [
    {
      at: '2026-11-23T09:00:00.000Z',
      type: 'issue.suggestion-submitted',
      sentence: '李婺代表把这件事写成代表建议，交给了代表工委。',
    },
    ...answeredReceipt().issue.timeline,
  ],
})

const chain = {
  matters: [
    {
      kind: 'issue',
      kindWords: '群众反映',
      title: issue.title,
      note: '已答复',
      here: true,
      lane: 0,
    },
    {
      kind: 'issue',
      kindWords: '群众反映',
      title: '',
      note: '也写进了这件建议',
      lane: 1,
      count: 5,
    },
    {
      kind: 'suggestion',
      kindWords: '代表建议',
      title: '关于给大发街道老旧小区统一改造路灯、更换地下电缆的建议',
      note: '正在办理',
      to: '/suggestions/01890000-0000-7000-8000-000000000600',
      lane: 0,
    },
  ].map((one) => ({ to: null, here: false, count: 1, ...one })),
  links: [
    [0, 2],
    [1, 2],
  ],
  cut: false,
}

const openChain = async (page: Page): Promise<void> => {
  await page.getByText('这件事后来怎么样了').click()
  await page.locator('.figure, .fold-body [role=alert]').first().waitFor()
}

/** What becomes of a matter whose receipt somebody has. */
export const voterReceiptScreens: Screen[] = [
  of(
    ['receipt-similar', '回执：有人反映过类似的'],
    receipt(
      {},
      {
        justFiled: true,
        serverTime: AT.serverTime,
        similar: [
          {
            id: issue.representative.id,
            words: '大发街道11月反映的一件城建方面的事（还在等答复）',
          },
        ],
      },
    ),
    { looks },
  ),
  of(
    ['receipt-long', '回执：话都很长，全部打开'],
    receipt({
      title: LONG_TITLE,
      text: LONG_TEXT,
      place: '五当召镇吉忽伦图苏木联合第十二选区供热站家属院 17 号楼 4 单元 601 室门外的楼梯平台',
      seenAs: '斯琴巴特尔·额尔德尼朝克图先生 · 五当召镇吉忽伦图苏木',
      messages: answeredReceipt().issue.messages.map((one) => ({ ...one, text: LONG_TEXT })),
    }),
    { act: unfold, looks },
  ),
  of(['receipt-more-offline', '回执：补充的话等信号'], receipt(), {
    line: 'offline',
    async act(page) {
      await page.locator('form[novalidate] #more').waitFor({ state: 'attached' })
      await page.getByText('补充一句', { exact: true }).click()
      await page.getByLabel('补充的话').fill('昨天又有人摔了一跤。')
      await page.getByRole('button', { name: '送给代表' }).click()
      await page.getByRole('button', { name: '现在再送' }).waitFor()
    },
    looks,
  }),
  of(['receipt-picture', '回执：存成图片'], receipt(), {
    async act(page) {
      await page.getByRole('button', { name: '存成图片' }).click()
      await page.getByText('长按图片，存到手机相册').waitFor()
    },
    looks,
  }),
  of(['receipt-chain', '回执：来龙去脉'], led, {
    async act(page) {
      await page.route('**/api/receipts/*/lineage', (route) => route.fulfill({ json: chain }))
      await openChain(page)
    },
    looks,
  }),
  of(['receipt-chain-failing', `回执：来龙去脉，${LINES.failing}`], led, {
    line: 'failing',
    act: openChain,
    looks: ['light'],
  }),
  of(['rights-done', '我的资料：删掉了联系方式'], {
    ...rights,
    voter: '匿名',
    contactMask: null,
    rights: { ...rights.rights, eraseContact: false },
    notice: DONE,
  }),
  of(
    ['rights-refused', '我的资料：有地方要改'],
    { ...rights, notice: REFUSED },
    { act: unfold, looks },
  ),
  of(['lookup-kept', '查我的回执：这部手机上的'], lookup, { act: keepsTwo }),
  of(['lookup-kept-offline', `查我的回执：${LINES.offline}`], lookup, {
    line: 'offline',
    act: keeps,
    looks: ['light'],
  }),
  of(['lookup-cleared', '查我的回执：清掉了'], lookup, {
    async act(page) {
      await keepsTwo(page)
      await page.getByRole('button', { name: '清掉' }).click()
      await page.getByText('清掉了').waitFor()
    },
    looks: ['light'],
  }),
  of(
    ['matters-long', '办过的事：题目很长'],
    matters({ items: matters().items.map((one) => ({ ...one, title: LONG_TITLE })) }),
    { looks },
  ),
]
