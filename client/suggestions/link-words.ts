import type { linkTasks } from '@mashang/shared/suggestions/links.words.ts'

/** What the pages of a department's one-time link and the office that sends it say alike. */
export const secretWords = '内容请只给办理的人看。'
/** Until when a link opens: what a co-handler hands in ends theirs, as an answer does the others'. */
export const untilDone = (task: keyof typeof linkTasks): string =>
  `前可用，${task === 'opinion' ? '交了会办意见' : '答复以后'}就失效`
export const linksTitle = '给承办单位的一次性链接'
