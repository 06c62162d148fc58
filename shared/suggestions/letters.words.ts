/** What is printed of a suggestion. */
export const letterKinds = {
  assignment: '交办单',
  answer: '答复函',
  opinion: '征求意见表',
} as const
export type LetterKind = keyof typeof letterKinds

/**
 * What is printed and no original: out of a list of an earlier year, never to be taken for what was sent
 * then; or before anybody has signed it.
 */
export const letterMarks = {
  restored: { short: '补制', words: '补制：据往年台账录入，原件以存档为准' },
  preview: { short: '预览', words: '预览，未签发' },
} as const
export type LetterMark = keyof typeof letterMarks

/** As what a letter leaves. */
export const letterFiles = { pdf: 'PDF', docx: 'Word' } as const
export type LetterFile = keyof typeof letterFiles

/** As what many leave. */
export const letterBundles = {
  book: '一个 PDF，一起打印',
  pdf: '每份一个 PDF，装在压缩包里',
  docx: '每份一个 Word，装在压缩包里',
} as const
export type LetterBundle = keyof typeof letterBundles

/** Letters of one batch. */
export const MOST_LETTERS = 1_000
export const tooManyLetters = `一次最多印 ${MOST_LETTERS} 件，请少选一些，分几次印。`
