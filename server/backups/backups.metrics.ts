import { Gauge, type Registry } from 'prom-client'
import type { Context } from '../core/context.ts'
import { lastBackupAt } from './backups.usecases.ts'

/** When the last whole backup was made; absent where the server makes none. */
export function backupsMetrics(context: Context, registry: Registry): void {
  if (context.config.backup === null) return
  registry.registerMetric(
    new Gauge({
      name: 'mashang_backup_last_done_timestamp_seconds',
      help: 'When the newest whole backup was made; 0: there is none',
      registers: [],
      collect() {
        this.set((lastBackupAt(context) ?? 0) / 1000)
      },
    }),
  )
}
