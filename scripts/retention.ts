/**
 * `npm run run retention [--confirm]`: what of the voters' data has come to its end. Without
 * --confirm it only counts, by kind; with it, it erases now what the server erases within hours.
 * Settings as for the server, which may run beside it.
 */
import { parseArgs } from 'node:util'
import { eraseOldHearings, oldHearings } from '@mashang/server/deliveries/deliveries.jobs.ts'
import { eraseOldContacts, oldContacts } from '@mashang/server/issues/issues.jobs.ts'
import { dropUnclaimedPhotos, oldPhotos } from '@mashang/server/photos/photos.jobs.ts'
import { command } from './support/command.ts'
import { withInstallation } from './support/installation.ts'

const kinds = [
  { words: '办结满三年的姓名、电话和遮盖前的原文', count: oldContacts, erase: eraseOldContacts },
  { words: '满三年的“怎么通知我”', count: oldHearings, erase: eraseOldHearings },
  { words: '没有人用上的照片', count: oldPhotos, erase: dropUnclaimedPhotos },
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
