/** A promise that begins with a figure: the figure is set large. */
export interface PromiseWords {
  figure: string | null
  words: string
}

/** 24小时内回应 → 24 and 小时内回应 */
export function promiseWords(promise: string): PromiseWords {
  const [, figure, words] = /^(\d{1,3})\s*(.+)$/u.exec(promise) ?? []
  return figure === undefined || words === undefined
    ? { figure: null, words: promise }
    : { figure, words }
}
