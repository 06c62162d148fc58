import { answerLetter } from '@mashang/shared/suggestions/letter-openings.rules.ts'
import type { PlaceValues } from '@mashang/shared/suggestions/letter-texts.rules.ts'
import { letterPlaces, STANDARD_LETTERS } from '@mashang/shared/suggestions/letter-texts.words.ts'
import { describe, expect, it } from 'vitest'

const NUMBER = '石拐建〔2026〕12 号'
const OPENING = `您提出的建议（${NUMBER}）收悉，现答复如下：`
const CLASS = '解决程度：A 类。'
const ANSWER = '六个小区的路灯 5 月底前装好。'
const THANKS = '感谢您对我们工作的关心和支持。'
const NUMBERED = `建议编号：${NUMBER}`

/** The letter of what a clerk wrote. */
function letter(text: readonly string[], template = STANDARD_LETTERS.answerBody) {
  const none = Object.fromEntries(Object.keys(letterPlaces).map((place) => [place, '']))
  return answerLetter(
    template,
    {
      ...(none as Record<keyof typeof letterPlaces, string>),
      建议编号: NUMBER,
      会办单位: null,
      解决程度: 'A 类。',
      答复内容: text,
    } satisfies PlaceValues,
    NUMBER,
    ['李娜', '王伟', '欧阳春'],
  )
}

describe('an answer that is written without an opening', () => {
  it.each([
    [[ANSWER]],
    [['收到您的建议后，我局马上去六个小区看过。', ANSWER]],
    [['李娜代表建议的路灯问题：已经列入计划。', ANSWER]],
    [['经走访12位代表，路灯要先装。', ANSWER]],
    [['一、走访人大代表：', '5 月 6 日当面听了意见。', ANSWER]],
    [['一、李娜代表：已经当面沟通。', ANSWER]],
    [['走访李娜代表：她同意先装六个小区。', ANSWER]],
    [['赵芳代表：您的意见另行答复。', ANSWER]],
    [['走访人大代表，您提的路灯问题都看过了。', ANSWER]],
    [['李代表：同意先装六个小区。', ANSWER]],
    [['李娜代表：现场看过以后没有意见。', ANSWER]],
  ])('has that of the template: %j', (text) => {
    expect(letter(text)).toEqual({ to: null, paragraphs: [OPENING, ...text, CLASS] })
  })
})

describe('an answer that begins as a letter', () => {
  it.each([
    // On lines of their own, with the number.
    [
      ['尊敬的李娜代表：', `您提出的《加装路灯》（${NUMBER}）收悉，现答复如下：`, ANSWER],
      '尊敬的李娜代表',
      [`您提出的《加装路灯》（${NUMBER}）收悉，现答复如下：`, ANSWER],
    ],
    // In one line.
    [
      ['尊敬的李娜代表：您提出的第12号建议收悉，现答复如下：', ANSWER],
      '尊敬的李娜代表',
      ['您提出的第12号建议收悉，现答复如下：', ANSWER],
    ],
    [
      ['李娜代表：', '您好！您关于加装路灯的建议（012号）收悉。经研究，答复如下：', ANSWER],
      '李娜代表',
      ['您好！您关于加装路灯的建议（012号）收悉。经研究，答复如下：', ANSWER],
    ],
    // Several, a comma, a greeting.
    [
      ['李娜、王伟代表，您好！', '12号建议收悉，现将办理情况答复如下：', ANSWER],
      '李娜、王伟代表',
      ['您好！', '12号建议收悉，现将办理情况答复如下：', ANSWER],
    ],
    [
      ['尊敬的李娜代表您好！', '您的建议（12号）已收到，现回复如下。', ANSWER],
      '尊敬的李娜代表',
      ['您好！', '您的建议（12号）已收到，现回复如下。', ANSWER],
    ],
    [
      ['尊敬的人大代表李娜：', '您提出的12号建议收悉。', ANSWER],
      '尊敬的人大代表李娜',
      ['您提出的12号建议收悉。', ANSWER],
    ],
  ])('says it once, in the clerk’s own words: %j', (text, to, paragraphs) => {
    expect(letter(text)).toEqual({ to, paragraphs: [...paragraphs, CLASS] })
  })

  it.each([
    '李代表',
    '欧阳代表',
    '代表们',
    '各位代表',
    '各位人大代表',
    '石拐区人大代表李娜同志',
    '区人大李娜代表',
    '王伟、李娜等代表',
    '李娜 代表',
    // The department does not know the name well; who greets addresses somebody all the same.
    '李那代表，您好',
  ])('knows its representatives: %s', (to) => {
    expect(letter([`${to}：`, ANSWER]).to).toBe(to.split('，')[0])
  })

  it('that names no number is given it at its end; another one’s number is none of its own', () => {
    for (const opening of ['您提出的建议收悉，现答复如下：', '您提出的112号建议收悉。'])
      expect(letter([opening, ANSWER]).paragraphs).toEqual([opening, ANSWER, NUMBERED, CLASS])
  })

  it('only addresses somebody: the template still says that it has come', () => {
    expect(letter(['尊敬的李娜代表：', ANSWER])).toEqual({
      to: '尊敬的李娜代表',
      paragraphs: [OPENING, ANSWER, CLASS],
    })
  })
})

describe('an answer that greets a representative without a name', () => {
  it.each([
    '代表您好：关于路灯的建议，六个小区 5 月底前装好。',
    '代表您好，六个小区 5 月底前装好。',
    '代表，您好！六个小区 5 月底前装好。',
    '代表您好',
    '代表：您好！六个小区 5 月底前装好。',
    '人大代表您好：六个小区 5 月底前装好。',
    '尊敬的代表：您好！六个小区 5 月底前装好。',
    '尊敬的代表您好！',
    '尊敬的人大代表同志，您提的路灯 5 月底前装好。',
  ])('goes whole to whoever made the suggestion: %s', (text) => {
    expect(letter([text, ANSWER])).toEqual({ to: null, paragraphs: [OPENING, text, ANSWER, CLASS] })
  })

  it.each(['代表：', '尊敬的代表：', '尊敬的人大代表：'])(
    'on a line of its own, has the names there: %s',
    (line) => {
      expect(letter([line, ANSWER])).toEqual({ to: null, paragraphs: [OPENING, ANSWER, CLASS] })
    },
  )
})

describe('an answer that ends with thanks', () => {
  const template = `${STANDARD_LETTERS.answerBody}\n${THANKS}\n特此函复。`

  it('is not thanked for once more; what it does not say the template says', () => {
    expect(letter([ANSWER, '再次感谢您的关注！'], template).paragraphs).toEqual([
      OPENING,
      ANSWER,
      '再次感谢您的关注！',
      CLASS,
      '特此函复。',
    ])
    expect(letter([ANSWER, '谢谢。', '专此答复。'], template).paragraphs).not.toContain(THANKS)
    expect(letter([ANSWER], template).paragraphs.slice(-2)).toEqual([THANKS, '特此函复。'])
  })

  it('never loses its class', () => {
    const kind = `${STANDARD_LETTERS.answerBody}，感谢。`
    expect(letter([ANSWER, '谢谢您。'], kind).paragraphs.at(-1)).toContain('A 类')
  })
})
