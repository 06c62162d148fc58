/**
 * `npm run run accept-keys -- --confirm`: where keys are lost for good, the database is told to go on
 * with those that are here. What was sealed under the lost ones stays closed. Settings as for the
 * server, which is stopped.
 */
import { parseArgs } from 'node:util'
import { acceptKeys } from '@mashang/server/installation-keys.ts'
import { command } from './support/command.ts'
import { withInstallation } from './support/installation.ts'

await command(async () => {
  const options = { confirm: { type: 'boolean', default: false } } as const
  if (!parseArgs({ options }).values.confirm) {
    console.error(
      '✗ 只在旧的密钥真的找不回来时用：以前加密的电话、姓名和收条会再也打不开。先停服务，想好了加 --confirm。',
    )
    return 2
  }
  await withInstallation(acceptKeys, { keys: 'none' })
  console.log('✓ 以后就用这里的密钥；别的进程也要用同样的。')
  return 0
})
