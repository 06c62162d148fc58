/** What is printed of a suggestion. */
export const letterKinds = {
  assignment: '交办单',
  answer: '答复函',
  opinion: '征求意见表',
} as const
export type LetterKind = keyof typeof letterKinds

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
