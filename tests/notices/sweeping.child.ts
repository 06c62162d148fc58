/** A process that only climbs the ladder of a data folder: killed at any moment, it starts anew. */
import { readConfig } from '@mashang/server/config.ts'
import { openDatabase } from '@mashang/server/core/db/open.ts'
import { folderStore } from '@mashang/server/core/files/folder.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { machineClock } from '@mashang/server/core/steady-clock.ts'
import { ClockWatch } from '@mashang/server/notices/clock-watch.ts'
import { ladderTurn } from '@mashang/server/notices/notices.jobs.ts'

const config = readConfig(process.env)
const clock = machineClock()
const context = {
  config,
  db: await openDatabase(null, config.dataFolder),
  clock,
  secrets: openSecrets(config.dataFolder),
  files: folderStore(config.dataFolder),
  sms: null,
  district: 'home',
}
console.log('sweeping')
await ladderTurn(context, new ClockWatch(context, clock))
await context.db.close()
console.log('done')
