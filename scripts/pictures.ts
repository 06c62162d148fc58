/** Takes the pictures of the documentation from the running demo: `npm run run pictures`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { cleanEnvironment } from './launcher/environment.mjs'
import { buildClient } from './launcher/prepare.mjs'
import { CHROMIUM_FLAGS, findChromium } from './support/chromium.ts'
import { type ServerProcess, startServer } from './support/server-process.ts'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/pictures')
/** Bytes; the pictures travel with every clone. */
const LIMIT = 80_000

const TEXT =
  '锦绣社区 3 号楼南边的路灯坏了两个多星期，晚上一片黑，前天有位老人在台阶上摔了一跤。希望这周能修好。'
const ANSWER =
  '下午去看过了，是地下电缆断了。区住建局明天上午来换线，周五天黑前会亮；到时我再去看一眼，给您拍照。'

/** Fewer colours until it is small enough; flat pages need few. */
async function keep(name: string, picture: Buffer): Promise<void> {
  for (const colours of [128, 64, 32, 16]) {
    const small = await sharp(picture).png({ palette: true, colours, effort: 10 }).toBuffer()
    if (small.length > LIMIT && colours > 16) continue
    writeFileSync(join(folder, `${name}.png`), small)
    console.log(`${name}.png: ${Math.round(small.length / 1024)} KB, ${colours} colours`)
    return
  }
}

async function pageOf(browser: Browser, width: number, height: number, scale: number) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  return await context.newPage()
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await keep(name, await page.screenshot())
}

async function signIn(page: Page, server: ServerProcess, app: string, who: string): Promise<void> {
  const account = server.demo().accounts.find(({ name, role }) => name === who || role === who)
  await page.goto(`${server.url}/${app}/`)
  await page.locator('input[name=username]').fill(account?.login ?? '')
  await page.locator('input[name=password]').fill(account?.password ?? '')
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

async function takeAll(server: ServerProcess, browser: Browser): Promise<void> {
  const [first] = server.demo().accounts.filter(({ role }) => role === 'representative')
  const code = server.demo().codes.find(({ name }) => name === first?.name)
  const voter = await pageOf(browser, 360, 640, 2)
  await voter.goto(code?.url ?? '')
  await shoot(voter, 'landing')
  await voter.getByRole('link', { name: '反映问题' }).click()
  await voter.locator('textarea').fill(TEXT)
  await voter.getByText('草稿已存在手机里').waitFor()
  await voter.locator('textarea').blur()
  await shoot(voter, 'file')
  await voter.getByRole('button', { name: /^提交给/ }).click()
  await voter.getByText('代表手里了').waitFor()

  const phone = await pageOf(browser, 360, 640, 2)
  await signIn(phone, server, 'me', first?.name ?? '')
  await phone.getByRole('heading', { name: '已超期' }).waitFor()
  await shoot(phone, 'inbox')
  await phone.getByRole('link', { name: /锦绣社区 3 号楼/ }).click()
  await phone.getByRole('button', { name: /^答复/ }).click()
  await phone.locator('textarea').fill(ANSWER)
  await phone.getByRole('button', { name: '送出答复' }).click()
  await phone.getByText(ANSWER).first().waitFor()

  await voter.goto(voter.url().replace('?new=1', ''))
  await shoot(voter, 'receipt')

  const office = await pageOf(browser, 1366, 768, 1)
  await signIn(office, server, 'office', 'office')
  await office.locator('tbody tr').first().waitFor()
  await office.mouse.move(0, 0)
  await shoot(office, 'office')
  await office.goto(`${server.url}/office/sheets/batches/new`)
  await office.getByText(/位代表、.* 个家站，共/).waitFor()
  await office.getByRole('img', { name: /的样子$/ }).waitFor()
  await shoot(office, 'print')
}

const executablePath = findChromium()
if (executablePath === undefined)
  throw new Error('no Chromium found; install it (apt install chromium)')
mkdirSync(folder, { recursive: true })
await buildClient(root, process.execPath, cleanEnvironment(process.env))
const server = await startServer()
const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
try {
  await takeAll(server, browser)
} finally {
  await browser.close()
  await server.stop()
}
