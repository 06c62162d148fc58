export const phraseLimits = { most: 20, length: 60 } as const

/** What somebody still has to fill in: selected when the phrase is put in, and never sent. */
export const BLANK = '__'

export const startingPhrases: readonly string[] = [
  '我去看过了，',
  '已请__来办，',
  '我__日再告诉您结果。',
  '这件事由__负责，电话是__。',
  '谢谢您告诉我们。',
]
