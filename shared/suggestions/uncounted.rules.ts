import { fullDayWords } from '../core/local-time.ts'

/** Of a clock that cannot be counted yet, because its year has no table of holidays. */
export const uncountedWords = ({ earliestAt }: { earliestAt: string | null }): string =>
  earliestAt === null
    ? '等放假安排公布以后再算'
    : `最早到 ${fullDayWords(Date.parse(earliestAt) - 1)}，放假安排公布后可能顺延`
