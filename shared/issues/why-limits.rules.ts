import { fullMomentWords } from '../core/local-time.ts'
import type { LimitsInForce } from '../districts/limits.rules.ts'

/** What the district had chosen when a clock of what was promised started. */
export function limitsSentence({ limits, version, since }: LimitsInForce): string {
  const { extension, waits, waitDays, verdictDays } = limits
  const extended = extension === 0 ? '不能延期' : `可以延期一次，最多 ${extension} 个工作日`
  const waited =
    waits === 0
      ? '不为等回话停表'
      : `为等选民回话最多停表 ${waits} 次，每次最多 ${waitDays} 个工作日`
  const chosen =
    since === null ? '标准的规定' : `本区 ${fullMomentWords(since)} 起的规定，第 ${version} 版`
  return `${extended}；${waited}；办结后 ${verdictDays} 天内可以评价（${chosen}）`
}
