/**
 * `npm run run retention [--confirm]`: what of the voters' data has come to its end. Without
 * --confirm it only counts, by kind; with it, it erases now what the server erases within hours.
 * Settings as for the server, which may run beside it.
 */
import { parseArgs } from 'node:util'
import type { Ending } from '@mashang/server/core/db/ending.ts'
import { eraseOldHearings, oldHearings } from '@mashang/server/deliveries/deliveries.jobs.ts'
import { oldDeliveries } from '@mashang/server/deliveries/settled.store.ts'
import { eraseOldContacts, oldContacts } from '@mashang/server/issues/issues.jobs.ts'
import { dropUnclaimedPhotos, oldPhotos } from '@mashang/server/photos/photos.jobs.ts'
import { oldDrafts } from '@mashang/server/roster/drafts.usecases.ts'
import { oldDays } from '@mashang/server/sheets/sheets.store.ts'
import { codesOver } from '@mashang/server/verifications/verifications.store.ts'
import { statesOver, visitorsOver } from '@mashang/server/wechat/visitors.store.ts'
import { command } from './support/command.ts'
import { withInstallation } from './support/installation.ts'

const kinds: (Ending & { words: string })[] = [
  { words: '办结满三年的姓名、电话和遮盖前的原文', count: oldContacts, erase: eraseOldContacts },
  { words: '满三年的“怎么通知我”', count: oldHearings, erase: eraseOldHearings },
  { words: '没有人用上的照片', count: oldPhotos, erase: dropUnclaimedPhotos },
  { words: '过了期的短信验证码', ...codesOver },
  { words: '谁在微信里打开过', ...visitorsOver },
  { words: '去微信没有回来的', ...statesOver },
  { words: '没有确认导入的名册', ...oldDrafts },
  { words: '满 200 天的发送记录', ...oldDeliveries },
  { words: '满三年的按天扫码数', ...oldDays },
]

await command(async () => {
  const { confirm } = parseArgs({
    options: { confirm: { type: 'boolean', default: false } },
  }).values
  return await withInstallation(async (context) => {
    for (const { words, count, erase } of kinds) {
      const due = await count(context)
      if (!confirm) console.log(`${words}：到期 ${due} 件`)
      else console.log(`✓ ${words}：删了 ${await erase(context)} 件`)
    }
    if (!confirm) console.log('什么也没有删。服务开着时会自己删；要现在删，请加 --confirm。')
    else context.db.engine.emptyLog?.()
    return 0
  })
})
