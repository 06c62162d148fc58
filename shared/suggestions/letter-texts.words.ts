import type { LetterKind } from './letters.words.ts'

/**
 * What a district says in its letters in its own words. How a letter is set (GB/T 9704), its number,
 * its signature and the form to fill in are not for anybody to reword.
 */
export const letterPlaces = {
  建议编号: '建议的编号',
  标题: '建议的标题',
  领衔代表: '领衔代表，如“李娜代表”',
  提出情况: '谁提出、谁附议',
  建议内容: '建议的全文，自成段落',
  承办单位: '所有承办单位',
  主办单位: '主办或分办单位',
  会办单位: '会办单位；没有会办的，这一段不印',
  交办日期: '交办的日子',
  答复期限: '如“2026年6月2日前”',
  督办领导: '重点督办的领导；不是重点督办的，这一段不印',
  答复内容:
    '答复的全文，自成段落；自己写了称呼、“收悉”或致谢的，模板里的不再印；分办的，各家是各家的一份',
  答复日期: '签发的日子',
  发文字号: '承办单位的发文字号；几家一起征求意见的，这一段不印',
  类别: '如“A 类”；几家一起征求意见的，这一段不印',
  解决程度: '类别、说法和承诺；几家一起征求意见的，这一段不印',
  代表工委: '代表工委的全称',
} as const
export type LetterPlace = keyof typeof letterPlaces

/** They stand alone in a paragraph, because they are several. */
export const blockPlaces: ReadonlySet<LetterPlace> = new Set(['建议内容', '答复内容'])
/** They may have nothing to say; then their paragraph is left out. */
export const optionalPlaces: ReadonlySet<LetterPlace> = new Set([
  '会办单位',
  '督办领导',
  '发文字号',
  '类别',
  '解决程度',
])

interface LetterTextWords {
  kind: LetterKind
  label: string
  most: number
  /** One line, and in it only what every letter has. */
  line?: true
  optional?: true
  places: readonly LetterPlace[]
  needs: readonly LetterPlace[]
}

const EVERY = ['建议编号', '标题', '领衔代表'] as const
const HANDLED = [...EVERY, '承办单位', '主办单位', '会办单位', '交办日期'] as const
const ANSWERED = [...HANDLED, '答复日期', '发文字号', '类别', '解决程度'] as const

export const letterTextWords = {
  assignmentTitle: {
    kind: 'assignment',
    label: '交办单的标题',
    most: 60,
    line: true,
    places: EVERY,
    needs: [],
  },
  assignmentBody: {
    kind: 'assignment',
    label: '交办单的正文',
    most: 2000,
    places: [...HANDLED, '提出情况', '建议内容', '答复期限', '督办领导'],
    needs: ['标题', '建议内容', '答复期限'],
  },
  answerTitle: {
    kind: 'answer',
    label: '答复函的标题',
    most: 60,
    line: true,
    places: EVERY,
    needs: ['标题'],
  },
  answerBody: {
    kind: 'answer',
    label: '答复函的正文',
    most: 2000,
    places: [...ANSWERED, '答复内容'],
    needs: ['建议编号', '答复内容', '解决程度'],
  },
  answerCopies: {
    kind: 'answer',
    label: '答复函的抄送（如“{代表工委}、区政府督查室”；不抄送就空着）',
    most: 100,
    line: true,
    optional: true,
    places: ['代表工委'],
    needs: [],
  },
  opinionTitle: {
    kind: 'opinion',
    label: '征求意见表的标题',
    most: 60,
    line: true,
    places: EVERY,
    needs: [],
  },
  opinionBody: {
    kind: 'opinion',
    label: '征求意见表表格前面的话',
    most: 600,
    places: ANSWERED,
    needs: [],
  },
  opinionAfter: {
    kind: 'opinion',
    label: '征求意见表表格后面的话',
    most: 600,
    optional: true,
    places: ANSWERED,
    needs: [],
  },
} as const satisfies Record<string, LetterTextWords>
export type LetterTextKey = keyof typeof letterTextWords
export type LetterTexts = Record<LetterTextKey, string>
export const letterTextKeys = Object.keys(letterTextWords) as LetterTextKey[]
export const wordsOfLetterText = (key: LetterTextKey): LetterTextWords => letterTextWords[key]

/** Edition 1: what the system came with. Letters were issued in these very words: never edited. */
export const STANDARD_LETTERS: Readonly<LetterTexts> = {
  assignmentTitle: '代表建议交办单',
  assignmentBody: [
    '现将{提出情况}的《{标题}》交你单位办理。',
    '{建议内容}',
    '请于{答复期限}答复代表，答复前应当和代表沟通；代表的联系方式请向我委索取。',
    '这件列为重点督办建议，由{督办领导}督办。',
    '认为不属于本单位职责的，请在规定的期限内向我委说明理由，不得自行转交。',
  ].join('\n'),
  answerTitle: '关于对《{标题}》的答复',
  answerBody: [
    '您提出的建议（{建议编号}）收悉，现答复如下：',
    '{答复内容}',
    '解决程度：{解决程度}',
    '会办单位：{会办单位}',
  ].join('\n'),
  answerCopies: '',
  opinionTitle: '代表建议办理情况征求意见表',
  opinionBody: '您提出的建议已经答复，请您评价。',
  opinionAfter: '不满意的请写明理由。填好请交回，也可在手机上评价。',
}

/** An edition from before there was a text of this name says nothing there. */
export const wholeLetterTexts = (content: Partial<LetterTexts>): LetterTexts => ({
  ...(Object.fromEntries(letterTextKeys.map((key) => [key, ''])) as LetterTexts),
  ...content,
})
