import { coreErrors } from '@mashang/shared/core/errors.ts'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { photoErrors } from '@mashang/shared/photos/photos.errors.ts'
import type { Page } from 'playwright-core'
import { phonePhoto } from '../e2e/photos.ts'
import { voterPages } from '../support/voter-pages/all.ts'
import { file, landing } from '../support/voter-pages/scanned.ts'
import { LONG_TEXT } from './district.ts'
import type { Screen } from './screen.ts'
import { LINES } from './screens-of.ts'
import { of } from './voter-screen.ts'

const CODE_SENT = {
  id: '01890000-0000-7000-8000-000000000077',
  sent: true,
  trouble: null,
  expiresAt: '2026-11-23T02:37:30.000Z',
  resendAfter: '2026-11-23T02:33:30.000Z',
  serverTime: '2026-11-23T02:32:30.000Z',
}

const write =
  (text: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('textbox', { name: '什么事' }).fill(text)
    // In large print it is said in fewer words.
    await page.getByText(/^草稿已存/).waitFor()
    await page.getByRole('textbox', { name: '什么事' }).blur()
  }

/** Looks for somebody, until the page shows how that went. */
const search =
  (shown: string) =>
  async (page: Page): Promise<void> => {
    await page.locator('.search input').first().waitFor({ state: 'attached' })
    await page.getByRole('searchbox').fill('李')
    await page.locator(shown).first().waitFor()
  }

/** How far an upload that does not end has come. */
const SHARE = 0.45

/** Uploads by how they end, and what is said of them. */
const SHOWN = {
  done: '已传好',
  sending: '45%',
  queued: '排队中',
  refused: '点一下重传',
  later: '稍后自动重传',
}
type Upload = keyof typeof SHOWN

/** Chooses photos whose uploads end like this, one after another. */
const pick =
  (...uploads: Upload[]) =>
  async (page: Page): Promise<void> => {
    // A browser that is looked into does not say how much of a held request has left.
    await page.evaluate((share) => {
      const { send } = XMLHttpRequest.prototype
      XMLHttpRequest.prototype.send = function (body) {
        send.call(this, body)
        const sent = { lengthComputable: true, loaded: share, total: 1 }
        this.upload.dispatchEvent(new ProgressEvent('progress', sent))
      }
    }, SHARE)
    const answers = uploads.values()
    await page.route('**/api/photos', (route) => {
      const upload = answers.next().value
      if (upload === 'sending') return
      if (upload === 'done') return route.fulfill({ status: 201, json: { id: CODE_SENT.id } })
      const problem = upload === 'later' ? coreErrors.filesUnavailable : photoErrors.tooLarge
      return route.fulfill({
        status: problem.status,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', ...problem },
      })
    })
    const photos = uploads.map((_, n) =>
      phonePhoto(`${n}.jpg`, ['#8a9a5b', '#6b7f99', '#a67c52'][n] ?? ''),
    )
    await page.locator('input[type=file]').setInputFiles(await Promise.all(photos))
    for (const upload of uploads) await page.getByText(SHOWN[upload]).first().waitFor()
  }

const submit = (page: Page): Promise<void> => page.getByRole('button', { name: /^提交给/ }).click()

/** What somebody with script sees on the way to a matter. */
export const voterActs: Screen[] = [
  of(['file-written', '反映问题：写好了'], file(), {
    act: write(
      '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤。',
    ),
  }),
  of(['file-long', '反映问题：写得很长'], file(), {
    act: write(LONG_TEXT),
    looks: ['light'],
  }),
  of(['file-danger', '反映问题：听起来有危险'], file(), {
    act: write('三单元楼道着火了，烟很大'),
  }),
  of(['file-faults', '反映问题：什么都没写就提交'], file(), {
    async act(page) {
      await page.locator('input[type=file]').waitFor({ state: 'attached' })
      await submit(page)
      await page.getByText('请先写下是什么事').waitFor()
    },
    looks: ['light', 'elder'],
  }),
  of(['file-offline', '反映问题：没有信号，等着自动交'], file(), {
    line: 'offline',
    async act(page) {
      await write('公园长椅断了两条腿')(page)
      await submit(page)
      await page.getByText('等信号').waitFor()
    },
  }),
  of(['file-failing', '反映问题：系统正忙，等着自动交'], file(), {
    line: 'failing',
    async act(page) {
      await write('公园长椅断了两条腿')(page)
      await submit(page)
      await page.getByRole('button', { name: '现在再试' }).waitFor()
    },
    looks: ['light', 'elder'],
  }),
  of(['file-sending', '反映问题：正在提交'], file(), {
    line: 'loading',
    async act(page) {
      await write('公园长椅断了两条腿')(page)
      await submit(page)
      await page.getByRole('button', { name: '正在提交' }).waitFor()
    },
    looks: ['light'],
  }),
  ...(['loading', 'failing', 'offline'] as const).map((line) =>
    of(
      [`choose-${line}`, `换一位代表：${LINES[line]}`],
      { ...(voterPages['choose-none'] as VoterPage), elder: false },
      {
        line,
        act: search(line === 'loading' ? '.skeleton' : '[role=alert]'),
        looks: ['light', 'elder'],
      },
    ),
  ),
  of(
    ['file-phone-code', '反映问题：核实手机，验证码已发'],
    file({ district: { ...file().district, contactPolicy: 'verified' } }),
    {
      async act(page) {
        await page.route('**/api/phone-verifications', (route) =>
          route.fulfill({ status: 202, json: CODE_SENT }),
        )
        await page.getByRole('textbox', { name: '电话' }).fill('13900000137')
        await page.getByRole('button', { name: '发验证码' }).click()
        await page.getByText('发到 13900000137 了').waitFor()
        await page.getByRole('textbox', { name: '短信验证码' }).blur()
      },
    },
  ),
  of(['landing-sheet', '扫码打开：海报有问题'], landing(), {
    async act(page) {
      await page.getByText('海报有问题').first().click()
    },
    looks: ['light', 'elder'],
  }),
  of(['file-photos', '反映问题：照片正在上传'], file(), {
    act: pick('done', 'sending', 'queued'),
  }),
  of(['file-photos-failed', '反映问题：照片没有传上去'], file(), {
    act: pick('refused', 'later'),
    looks: ['light', 'elder'],
  }),
  of(['file-alike', '反映问题：有人反映过差不多的'], file(), {
    async act(page) {
      await page.route('**/api/representatives/*/matters', (route) =>
        route.fulfill({ json: { items: landing().published } }),
      )
      await write('锦绣社区西门的井盖又松了，夜里骑车很危险')(page)
      await page.getByText('有人反映过差不多的').waitFor()
    },
    looks: ['light', 'elder'],
  }),
]
