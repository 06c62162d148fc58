import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { VoterPage } from '@mashang/shared/pages/pages.model.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openVoterRenderer, type VoterRenderer } from '../support/voter-bundle.ts'
import { voterPages } from '../support/voter-pages/all.ts'
import { CODE, district, RECEIPT, representatives } from '../support/voter-pages/people.ts'
import { receipt } from '../support/voter-pages/receipts.ts'
import { file } from '../support/voter-pages/scanned.ts'

let renderer: VoterRenderer

beforeAll(async () => {
  renderer = await openVoterRenderer()
}, 30_000)
afterAll(() => renderer.close())

const htmlOf = async (name: string): Promise<string> => {
  const page = voterPages[name]
  if (!page) throw new Error(`No such page: ${name}`)
  return (await renderer.render(page)).html
}
/** Words only, as a reader sees them. */
const wordsOf = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')

describe('every voter page, painted by the server', () => {
  it.each(Object.entries(voterPages))('%s is whole, with a title', async (_, page) => {
    for (const elder of [false, true]) {
      const { html, title, css } = await renderer.render({ ...page, elder })
      expect(html).toContain('<main')
      expect(html.match(/<h1/g), 'one main heading').toHaveLength(1)
      expect(title).toContain('码上代表')
      expect(renderer.styleSheets).toContain(css)
      expect(html.includes('class="voter elder"')).toBe(elder)
      expect(html, 'a class attribute that nobody filled').not.toContain('undefined')
      expect(html).not.toContain('[object')
    }
  })

  it.each(Object.keys(voterPages))('%s obeys the content policy', async (name) => {
    const html = await htmlOf(name)
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<script|<style|\son\w+=|javascript:/i)
  })

  it('brings letters of traditional Mongolian where there are any, and only there', async () => {
    const lettersOf = async (name: string) =>
      (await renderer.render(voterPages[name] as VoterPage)).letters
    expect(await lettersOf('landing')).toBeNull()
    const letters = await lettersOf('landing-many')
    expect(letters).toContain('@font-face')
    expect(renderer.styleSheets).toContain(letters)
  })

  it('escapes what people wrote', async () => {
    const page = receipt({ text: '<img src=x onerror=alert(1)>', title: '<b>' })
    const { html } = await renderer.render(page)
    expect(html).not.toContain('<img src=x')
    expect(html).toContain('&lt;img src=x')
  })

  it('is styled by tokens only, in one small sheet', async () => {
    for (const sheet of renderer.styleSheets) {
      expect(sheet.length).toBeLessThan(40_000)
      expect(sheet).not.toContain('@import')
    }
    const client = new URL('../../client/', import.meta.url)
    for await (const file of glob('{pages,issues}/voter*.css', { cwd: fileURLToPath(client) })) {
      const css = await readFile(new URL(file, client), 'utf8')
      expect(css.match(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/gi), file).toBeNull()
    }
  })
})

describe('landing', () => {
  it('shows who, the promise, the own facts with numbers, the sheet', async () => {
    const words = wordsOf(await htmlOf('landing'))
    for (const part of [
      '李婺',
      '石拐区第十七届人大代表',
      '大发街道第三选区',
      '24 小时内答复您',
      '已答复 36 件，35 件在 24 小时内',
      '晚了 1 件',
      '海报 0137',
      '锦绣社区公告栏',
      '海报有问题？',
      '锦绣社区西门的井盖松了',
      '每月第一个星期二',
    ])
      expect(words).toContain(part)
  })

  it('leads on by plain links, without script', async () => {
    const html = await htmlOf('landing')
    const [first] = representatives
    expect(html).toContain(`href="/q/${CODE}/file?to=${first?.id}"`)
    expect(html).toContain(`href="/q/${CODE}/choose"`)
    expect(html).toContain('href="?elder=1"')
  })

  it('draws one tick per answer and one bar above sixty', async () => {
    const ticks = (html: string): number =>
      (html.match(/class="tick-in-time" d="([^"]*)"/)?.[1] ?? '').split('M').length - 1
    expect(ticks(await htmlOf('landing'))).toBe(35)
    expect(ticks(await htmlOf('landing-many'))).toBe(1)
  })

  it('says what is still owed, and only then', async () => {
    expect(wordsOf(await htmlOf('landing-many'))).toContain('还有 2 件超期没答')
    expect(wordsOf(await htmlOf('landing'))).not.toContain('超期没答')
  })

  it('promises without boasting when nothing was answered yet', async () => {
    const words = wordsOf(await htmlOf('landing-new'))
    expect(words).toContain('节假日也算')
    expect(words).not.toContain('已答复 0')
  })

  it('says that a representative has left and offers the current ones', async () => {
    const words = wordsOf(await htmlOf('landing-left'))
    expect(words).toContain('已不再担任代表')
    expect(words).toContain('斯琴巴特尔·额尔德尼朝克图')
    expect(words).not.toContain('反映问题')
  })

  it("shows a station's representatives to choose from", async () => {
    const words = wordsOf(await htmlOf('landing-station'))
    expect(words).toContain('大发街道代表之家')
    expect(words).toContain('𠅤䶮')
  })
})

describe('filing', () => {
  it('is a form that works without script, with every field', async () => {
    const html = await htmlOf('file')
    expect(html).toMatch(/<form[^>]*method="post"[^>]*action="\/q\/[^"]+\/file\?to=/)
    for (const name of [
      'kind',
      'field',
      'title',
      'text',
      'place',
      'name',
      'salutation',
      'phone',
      'elsewhere',
      'hidden',
      'publish',
      'representativeId',
      'key',
    ])
      expect(html, name).toContain(`name="${name}"`)
    expect(html).toContain('value="a1b2c3d4e5f60718293a4b5c6d7e8f90"')
    for (const number of ['110', '119', '120', '12345']) expect(html).toContain(`tel:${number}`)
  })

  it('leaves publishing off, says the due minute and who sees what', async () => {
    const html = await htmlOf('file')
    expect(html.match(/<input[^>]*name="publish"[^>]*>/)?.[0]).not.toContain('checked')
    expect(wordsOf(html)).toContain('最晚 11月24日 10:32 前答复您')
    expect(wordsOf(html)).toContain('看电话须写理由')
  })

  it('keeps what was typed and says at the field what is wrong', async () => {
    const html = await htmlOf('file-refill')
    expect(html).toContain('路灯坏了</textarea>')
    expect(html).toMatch(/<input[^>]*name="phone"[^>]*aria-invalid="true"/)
    expect(wordsOf(html)).toContain('电话号码好像不对')
    expect(html.match(/<input[^>]*value="urban"[^>]*>/)?.[0]).toContain('checked')
  })

  it('asks for a code where phones are verified, and nowhere else', async () => {
    const page = file({ district: { ...district, contactPolicy: 'verified' } })
    const { html } = await renderer.render(page)
    const field = html.match(/<input[^>]*name="verificationCode"[^>]*>/)?.[0] ?? ''
    expect(field).toContain('inputmode="numeric"')
    expect(field).toContain('autocomplete="one-time-code"')
    expect(html).toMatch(/<button[^>]*type="submit"[^>]*formaction="[^"]+\/file\/code#phone-code"/)
    expect(html.match(/<input[^>]*name="phone"[^>]*>/)?.[0]).toContain('required')
    expect(await htmlOf('file')).not.toContain('verificationCode')
  })

  it('asks for no contact where the district wants none', async () => {
    const page = file({ district: { ...district, contactPolicy: 'none' } })
    expect((await renderer.render(page)).html).not.toContain('name="phone"')
  })
})

describe('receipt', () => {
  it('tells number, time left and due moment', async () => {
    const words = wordsOf(await htmlOf('receipt-waiting'))
    expect(words).toContain('石拐〔2026〕0213 号')
    expect(words).toContain('还剩 16 小时 20 分')
    expect(words).toContain('最晚 11月24日 10:32 前')
    expect(words).toContain('K7QF 3M9D XW4H R6TP 9CEA JNX')
  })

  it('says by how much it is overdue', async () => {
    expect(wordsOf(await htmlOf('receipt-overdue'))).toContain('超期 56 分钟')
  })

  it('shows the answer and asks two questions, in plain forms', async () => {
    const html = await htmlOf('receipt-answered')
    expect(wordsOf(html)).toContain('李婺代表已答复')
    expect(wordsOf(html)).toContain('是地下电缆断了')
    expect(html).toContain(`action="/r/${RECEIPT}/verdict"`)
    expect(html.match(/type="radio"[^>]*name="answer"/g)).toHaveLength(3)
    expect(html.match(/type="radio"[^>]*name="solved"/g)).toHaveLength(3)
  })

  it('tells until when what was promised is due, that a word is waited for, that it is done', async () => {
    const words = async (name: string) => wordsOf(await htmlOf(name))
    expect(await words('receipt-promised')).toContain('正在办，最晚 11月30日 24:00 前办结')
    expect(await words('receipt-asked')).toContain('正等您回一句话')
    expect(await words('receipt-concluded')).toContain('这件事办结了')
    expect(await words('receipt-answered')).not.toContain('前办结')
  })

  it('says of what became a suggestion what comes next and when, and asks for no verdict', async () => {
    const html = await htmlOf('receipt-suggested')
    const words = wordsOf(html)
    expect(words).toContain('已经写成代表建议')
    expect(words).toContain('3 个月内答复代表')
    expect(words).toContain('到那时再请您评价')
    expect(html).toContain(`href="/r/${RECEIPT}/hearing"`)
    expect(html).not.toContain('/verdict"')
  })

  it('leads to a page of its own that explains the time', async () => {
    expect(await htmlOf('receipt-waiting')).toContain(`href="/r/${RECEIPT}/why"`)
    const words = wordsOf(await htmlOf('why'))
    expect(words).toContain('最后一天算到 24 点 → 11月30日 24:00')
    expect(words).toContain('国务院放假安排')
  })

  it('tells what happened, newest first', async () => {
    const words = wordsOf(await htmlOf('receipt-answered'))
    const at = (sentence: string): number => words.lastIndexOf(sentence)
    expect(at('李婺代表答复了您。')).toBeLessThan(at('李婺代表打开看了。'))
    expect(at('李婺代表打开看了。')).toBeLessThan(at('24 小时从这时算'))
  })

  it('asks once before taking back, without script too', async () => {
    const html = await htmlOf('receipt-waiting')
    expect(html).toContain(`action="/r/${RECEIPT}/withdrawal"`)
    expect(wordsOf(html)).toContain('确定撤回吗')
    expect(await htmlOf('receipt-withdrawn')).not.toContain('/withdrawal')
  })

  it('shows the verdict once given instead of asking again', async () => {
    const html = await htmlOf('receipt-judged')
    expect(wordsOf(html)).toContain('基本满意')
    expect(html).not.toContain('/verdict"')
  })
})

describe('pages that help', () => {
  it('reads the same for every unknown code', async () => {
    const words = wordsOf(await htmlOf('code-unknown'))
    expect(words).toContain('没有找到这个码')
    expect(words).toContain('再扫一次')
    expect(words).toContain('0472-8888888')
  })

  it('tells a revoked code apart', async () => {
    const html = await htmlOf('code-revoked')
    expect(wordsOf(html)).toContain('这张码已经停用')
    expect(html).toContain(`href="/q/${CODE}/choose"`)
  })

  it('looks a receipt up without script', async () => {
    const html = await htmlOf('lookup-failed')
    expect(html).toMatch(/<form[^>]*method="get"[^>]*action="\/r"/)
    expect(wordsOf(html)).toContain('没有找到这张回执')
  })
})
