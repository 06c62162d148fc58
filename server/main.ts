import { systemClock } from '@mashang/shared/core/clock.ts'
import { coreErrors, Failure } from '@mashang/shared/core/errors.ts'
import { anyAccount } from './accounts/accounts.store.ts'
import { allJobs } from './all-jobs.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { openSms } from './core/channels/open.ts'
import { ConfigError } from './core/config-error.ts'
import type { Context } from './core/context.ts'
import { faultOf, rootOf } from './core/db/faults.ts'
import { openDatabase } from './core/db/open.ts'
import { makeFolder } from './core/files/durable.ts'
import { openFilesPatiently } from './core/files/open.ts'
import { StandardOutput } from './core/http/standard-output.ts'
import { dropSpool } from './core/http/upload.ts'
import { JobMeter } from './core/jobs.metrics.ts'
import { startJobs } from './core/jobs.ts'
import { keysFolder } from './core/keeping-settings.ts'
import { openSecrets } from './core/secrets.ts'
import { machineClock } from './core/steady-clock.ts'
import { tidyMemorySoon } from './core/tidy-memory.ts'
import { AttemptMeter } from './deliveries/deliveries.metrics.ts'
import { ensureDemo, refuseDemoData } from './demo/demo.ts'
import { ensureDistrict } from './districts/districts.store.ts'
import { agreeOnKeys } from './installation-keys.ts'
import { beginAtEnd } from './notices/telling.store.ts'
import { createPrinter } from './sheets/print/printer.ts'
import { ScanCounter } from './sheets/scan-counter.ts'

/** How long requests that are under way may take after SIGTERM, in milliseconds. */
const DRAIN_LIMIT = 20_000

async function main(): Promise<void> {
  const config = readConfig(process.env)
  // Database, key and photos are readable by their owner only.
  process.umask(0o077)
  await makeFolder(config.dataFolder)
  const files = await openFilesPatiently(config)
  const db = await openDatabase(config.databaseUrl, config.dataFolder, config.databaseConnections)
  const context: Context = {
    config,
    db,
    clock: systemClock,
    secrets: openSecrets(keysFolder(config)),
    files,
    sms: openSms(config.sms, systemClock),
    district: config.district,
  }
  // Before anything is sealed or hashed.
  await agreeOnKeys(context)
  const { contactPolicy } = await ensureDistrict(context)
  if (!config.demo) await refuseDemoData(context)
  const accounts = config.demo ? await ensureDemo(context) : []
  // The same for every process that is started on the same empty database.
  const setupToken = (await anyAccount(context))
    ? null
    : context.secrets.hash('setup-token', context.district).slice(0, 24)

  await beginAtEnd(context)

  let draining = false
  const scans = new ScanCounter(context)
  const attempts = new AttemptMeter()
  const jobs = new JobMeter()
  const app = await createApp(context, {
    setupToken,
    scans,
    attempts,
    jobs,
    log: new StandardOutput(),
    draining: () => draining,
  })
  db.engine.onLostConnection?.((error) => app.log.warn({ err: error }, 'database connection lost'))
  db.fence.onUp((error) =>
    app.log.fatal(
      { err: error, code: coreErrors.storageBroken.code },
      'the disk refused a sync: nothing is written until a restart',
    ),
  )
  // From before anybody is answered: whoever was, may expect an orderly end.
  let stopJobs = async (): Promise<void> => undefined
  const stop = async (code = 0): Promise<void> => {
    if (draining) return
    draining = true
    const limit = setTimeout(() => process.exit(1), DRAIN_LIMIT)
    limit.unref()
    // What was under way when closing began would else be kept alive after its answer.
    const sweep = setInterval(() => app.server.closeIdleConnections(), 100)
    await app.close()
    clearInterval(sweep)
    await stopJobs()
    await db.close()
    process.exit(code)
  }
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())
  await app
    .listen({ port: config.port, host: config.host })
    .catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
      const why = error.code === 'EADDRINUSE' ? '已经被别的程序占用' : '没有权限使用'
      throw new ConfigError(`端口 ${config.port} ${why}，请换一个 MASHANG_PORT。`)
    })
  // Now it is sure that no other process at this port is still taking something in.
  dropSpool(config.dataFolder, performance.timeOrigin)
  const lines = [
    '',
    `码上代表已启动：${config.publicUrl}`,
    `  代表和联络员：${config.publicUrl}/me/`,
    `  代表工委：    ${config.publicUrl}/office/`,
    ...accounts.map(
      (account) => `  演示账号 ${account.name}：${account.login} / ${account.password}`,
    ),
    ...(setupToken === null
      ? []
      : [`  第一次使用：打开 ${config.publicUrl}/office/setup，一次性设置口令：${setupToken}`]),
    ...(contactPolicy === 'verified' && context.sms === null
      ? ['  注意：规矩是“短信验证电话”，却没有设置短信服务；反映照收，电话记作“未核实”。']
      : []),
    '',
  ]
  console.log(lines.join('\n'))

  // A printer of its own: whoever looks at a preview does not wait for a batch.
  const printer = createPrinter()
  const stopRepeating = startJobs(
    allJobs(context, {
      printer,
      scans,
      attempts,
      clock: machineClock(),
      onOtherKeys: (why) => {
        app.log.fatal({ err: why, code: 'keys.differ' }, 'another key seals now: this process ends')
        console.error(why.message)
        void stop(1)
      },
    }),
    app.log,
    jobs,
  )
  stopJobs = async () => {
    await stopRepeating()
    await printer.close()
  }
  tidyMemorySoon()
}

try {
  await main()
} catch (error) {
  const { fault } = faultOf(error)
  const isFull = fault instanceof Failure && fault.kind === coreErrors.storageFull
  if (isFull) console.error('存储空间已满，没有启动；已有的数据都在，请腾出空间再启动。')
  else console.error(error instanceof ConfigError ? error.message : rootOf(error))
  process.exit(1)
}
