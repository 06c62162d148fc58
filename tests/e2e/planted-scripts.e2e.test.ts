import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SHORT_SCRIPT, scripts } from '../access/payloads.ts'
import { report, sizeOr } from '../access/proving.ts'
import { must } from '../access/replies.ts'
import { furnish, settings, type World } from '../access/world.ts'
import { workPages } from '../gallery/work-pages.ts'
import { filed, post } from '../issues/steps.ts'
import { departmentLogin } from '../suggestions/steps.ts'
import { type Device, desk, launchBrowser, phone } from '../support/devices.ts'
import { type LiveApp, startLiveApp } from '../support/live-app.ts'
import {
  type Act,
  actsOfLiaison,
  actsOfOffice,
  actsOfRepresentative,
  more,
} from './planted-acts.ts'
import { type Sight, saltOn, sightOf } from './salted.ts'

/** Scripts behind each text of a page at once. */
const TOGETHER = 12
const size = sizeOr(0)
const handfuls = Array.from({ length: Math.ceil(scripts.length / TOGETHER) }, (_, n) =>
  scripts.slice(n * TOGETHER, (n + 1) * TOGETHER).join(' '),
)
/** Of the long form all of them on every page, else one of them, each page another. */
const saltsAt = (nth: number): string[] => {
  const many = Math.max(1, Math.round(handfuls.length * size))
  return Array.from({ length: many }, (_, n) => handfuls[(nth + n) % handfuls.length] as string)
}

let t: LiveApp
let browser: Browser
let world: World
let unreached: string
beforeAll(async () => {
  t = await startLiveApp({ config: settings, floods: true })
  world = await furnish(t, (what) => `哨${what}兵`)
  unreached = (await more(t)).department
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await t.close()
})

const complaints = ({ troubles }: Device): string[] =>
  troubles.filter((one) => /^console:.*(polic|Refused)/i.test(one))

/**
 * Opens all of these with scripts behind each text, and does what some pages wait for; which told
 * them, and what went wrong.
 */
async function walked(device: Device, urls: readonly string[], acts: readonly Act[] = []) {
  const { page } = device
  const salted = await saltOn(device, t.url)
  const wrong: string[] = []
  const told = new Set<string>()
  page.on('dialog', (dialog) => {
    // Ours: what was made there is nowhere else.
    if (dialog.type() === 'beforeunload') return void dialog.accept()
    wrong.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const see = (url: string, { told: tells, harm }: Sight): void => {
    wrong.push(...harm.map((one) => `${url}: ${one}`))
    if (tells) told.add(url)
  }
  for (const [nth, url] of urls.entries())
    for (const words of saltsAt(nth)) see(url, await salted.open(url, words))
  for (const [nth, { page: path, from, act }] of acts.entries()) {
    await salted.open(`${t.url}${from}`, handfuls[nth % handfuls.length] as string)
    await act(page)
    see(`${t.url}${path}`, await salted.again())
  }
  return { told, wrong: [...wrong, ...complaints(device)] }
}

/** Which thing stands for a parameter, by how the path goes on from its beginning. */
const THINGS: readonly (readonly [RegExp, string])[] = [
  [/\/activities\/check-in/, 'door'],
  [/\/activities/, 'activity'],
  [/\/issues/, 'issue'],
  [/\/mediations/, 'mediation'],
  [/\/moderation/, 'hold'],
  [/\/points\/closings/, 'closing'],
  [/\/(points|records|representatives)/, 'representative'],
  [/\/sheets\/batches/, 'batch'],
  [/\/sheets\/templates/, 'template'],
  [/\/sheets/, 'sheet'],
  [/\/stations/, 'station'],
  [/\/suggestions/, 'suggestion'],
]
/** Addresses of every page of an app. */
async function pagesOf(app: '/me' | '/office'): Promise<string[]> {
  const { own } = world.things
  const pages = (await workPages()).filter((page) => page.startsWith(`${app}/`))
  return pages.map((page) => {
    const kind = THINGS.find(([pattern]) => pattern.test(page))?.[1] ?? ''
    return `${t.url}${page.replace(':list', 'answered').replace(/:\w+/, own[kind] ?? '')}`
  })
}

const signedIn = async (device: Device, value: string): Promise<void> =>
  await device.context.addCookies([{ name: 'mashang', value, url: t.url }])

/** Pages that show nobody's words: forms, figures, fixed sentences, a camera. */
const WORDLESS = [
  ...['sign-in', 'wechat', 'reminders', 'station/find', 'duty/answers', 'patrol'].map(
    (page) => `/me/${page}`,
  ),
  ...['sign-in', 'setup', 'second-factor', 'settings/reminders', 'reminders'].map(
    (page) => `/office/${page}`,
  ),
  ...['ledger/heads', 'stations/new', 'patrol'].map((page) => `/office/${page}`),
]
/** Pages that show some, which are not reached: of messages that died, of one's own files, of whom one looks for. */
const SELDOM = [
  ...['/office/settings/dead-letters', '/office/roster', '/office/roster/photos'],
  '/office/activities/new',
]
/** Which of these pages told nothing that was planted. */
const silent = (pages: readonly string[], told: ReadonlySet<string>): string[] =>
  pages
    .filter((url) => !told.has(url))
    .map((url) => new URL(url).pathname)
    .sort()

const figures = { pages: 0, opened: 0 }

it('scripts behind each text do nothing on any page of a representative’s and a liaison’s phone', async () => {
  const pages = await pagesOf('/me')
  const told = new Set<string>()
  for (const who of [0, 'liaison'] as const) {
    const device = await phone(browser, { serviceWorkers: 'block' })
    await signedIn(device, await t.token(who))
    const ofStation = /\/(station|patrol|notices|activities|leaves)/
    const mine = who === 0 ? pages : pages.filter((url) => ofStation.test(url))
    const acts = who === 0 ? actsOfRepresentative : actsOfLiaison(world)
    const walk = await walked(device, mine, acts)
    expect(walk.wrong).toEqual([])
    for (const url of walk.told) told.add(url)
    figures.pages += mine.length
    figures.opened += mine.length * saltsAt(0).length
    await device.close()
  }
  expect(silent(pages, told)).toEqual(WORDLESS.filter((page) => page.startsWith('/me/')).sort())
}, 3_600_000)

it('nor at the office, in a department, on a wall, by a department’s link', async () => {
  const pages = await pagesOf('/office')
  const made = await must(post(await t.as('office'), '/api/wall-links', { name: '大厅' }))
  const wall = made.json<{ url: string }>().url
  const { link, linkCookie = '', department = '' } = world.things.own
  const login = await departmentLogin(t, department, '住建局的人')
  const ofDepartment = /\/(suggestions|notices|settings\/reminders)|office\/$/
  const walks: [string | null, string[], readonly Act[]][] = [
    [await t.token('office'), pages, actsOfOffice(t, unreached)],
    [await login.token(), pages.filter((url) => ofDepartment.test(url)), []],
    [null, [wall, `${t.url}/office/department-answer#${link}`], []],
  ]
  const told = new Set<string>()
  for (const [token, urls, acts] of walks) {
    const device = await desk(browser, { serviceWorkers: 'block' })
    if (token !== null) await signedIn(device, token)
    const [name = '', value = ''] = linkCookie.split('=')
    if (token === null) await device.context.addCookies([{ name, value, url: t.url }])
    const walk = await walked(device, urls, acts)
    expect(walk.wrong).toEqual([])
    for (const url of walk.told) told.add(url)
    if (token === null) expect(walk.told.size).toBe(urls.length)
    figures.pages += urls.length
    figures.opened += urls.length * saltsAt(0).length
    await device.close()
  }
  const known = [...WORDLESS, ...SELDOM].filter((page) => page.startsWith('/office/'))
  expect(silent(pages, told)).toEqual(known.sort())
  report(
    `${figures.pages} pages of both apps opened ${figures.opened} times with ${TOGETHER} scripts behind each text: nothing ran, no policy was called upon`,
    'apps',
  )
}, 7_200_000)

it('what voters wrote does nothing on the pages of voters', async () => {
  const device = await phone(browser)
  device.context.setDefaultNavigationTimeout(120_000)
  const wrong: string[] = []
  device.page.on('dialog', (dialog) => {
    wrong.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const open = async (path: string): Promise<void> => {
    const reply = await device.page.goto(`${t.url}${path}`)
    if (reply?.status() !== 200) wrong.push(`${path}: ${reply?.status()}`)
    await device.page.waitForLoadState('networkidle')
    const { harm } = await sightOf(device.page)
    wrong.push(...harm.map((one) => `${path}: ${one}`))
  }
  const step = Math.max(1, Math.round(1 / Math.max(size, 0.02)))
  const chosen = scripts.filter((_, index) => index % step === 0)
  const { code, published } = world.things.own
  for (const [nth, script] of chosen.entries()) {
    const title = script.length <= 60 ? script : SHORT_SCRIPT
    const { receipt } = await filed(t, { title, text: `${script}，路灯坏了`, place: title })
    const page = ['', '/why', '/rights', '/hearing'][nth % 4]
    for (const path of new Set([`/r/${receipt}`, `/r/${receipt}${page}`])) await open(path)
  }
  for (const page of ['', '/choose', '/file', '/station', '/matters'])
    await open(`/q/${code}${page}`)
  for (const path of ['/', '/privacy', '/matters', '/suggestions', `/suggestions/${published}`])
    await open(path)
  expect([...wrong, ...complaints(device)]).toEqual([])
  report(`${chosen.length} receipts opened in a browser`, 'receipts')
  await device.close()
}, 3_600_000)
