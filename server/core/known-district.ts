import { ConfigError } from './config-error.ts'

/** Several districts may share a database: an id that is none of theirs is a wrong setting. */
export function refuseUnknown(district: string, known: readonly string[]): void {
  if (known.includes(district)) return
  throw new ConfigError(
    known.length === 0
      ? '这个数据库里还没有数据，什么也没有做；请核对 MASHANG_DATA 和 MASHANG_DATABASE_URL。'
      : `这个数据库里没有“${district}”，有的是：${known.join('、')}；什么也没有做，请把 MASHANG_DISTRICT 设成和服务一样的，再来一次。`,
  )
}
