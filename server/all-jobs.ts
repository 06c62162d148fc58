import type { SteadyClock } from '@mashang/shared/core/clock.ts'
import { accountsJobs } from './accounts/accounts.jobs.ts'
import { backupsJobs } from './backups/backups.jobs.ts'
import { calendarsJobs } from './calendars/calendars.jobs.ts'
import type { ConfigError } from './core/config-error.ts'
import type { Context } from './core/context.ts'
import { planningJobs } from './core/db/planning.jobs.ts'
import { filesJobs } from './core/files/files.jobs.ts'
import type { Job } from './core/jobs.ts'
import { limitsJobs } from './core/limits/limits.jobs.ts'
import { deliveriesJobs } from './deliveries/deliveries.jobs.ts'
import type { AttemptMeter } from './deliveries/deliveries.metrics.ts'
import { filingsBySheets } from './features.ts'
import { installationKeysJobs } from './installation-keys.ts'
import { issuesJobs } from './issues/issues.jobs.ts'
import { ledgerJobs } from './ledger/ledger.jobs.ts'
import { lostFilesJobs } from './lost-files.ts'
import { matterFeatures } from './matter-features.ts'
import { noticesJobs } from './notices/notices.jobs.ts'
import { photosJobs } from './photos/photos.jobs.ts'
import { pointsJobs } from './points/points.jobs.ts'
import { recordsJobs } from './records/records.jobs.ts'
import { recordTools } from './records/tools.ts'
import { rosterJobs } from './roster/roster.jobs.ts'
import { sealingJobs } from './sealed.ts'
import { batchesJobs } from './sheets/batches.jobs.ts'
import type { Printer } from './sheets/print/printer.ts'
import type { ScanCounter } from './sheets/scan-counter.ts'
import { sheetsJobs } from './sheets/sheets.jobs.ts'
import { verificationsJobs } from './verifications/verifications.jobs.ts'
import { wechatJobs } from './wechat/wechat.jobs.ts'

export interface JobTools {
  printer: Printer
  scans: ScanCounter
  attempts: AttemptMeter
  clock: SteadyClock
  /** Another process seals under another key. */
  onOtherKeys(why: ConfigError): void
}

/** Everything that a server does by itself, again and again. */
export const allJobs = (
  context: Context,
  { printer, scans, attempts, clock, onOtherKeys }: JobTools,
): Job[] => [
  ...filesJobs(context),
  ...photosJobs(context),
  ...lostFilesJobs(context),
  ...limitsJobs(context),
  ...planningJobs(context),
  ...accountsJobs(context),
  ...issuesJobs(context),
  ...calendarsJobs(context),
  ...sheetsJobs(context, scans, filingsBySheets(context)),
  ...batchesJobs(context, printer),
  ...rosterJobs(context),
  ...verificationsJobs(context),
  ...noticesJobs(context, clock),
  ...wechatJobs(context),
  ...deliveriesJobs(context, attempts),
  ...matterFeatures.flatMap(({ jobs }) => jobs?.(context) ?? []),
  ...pointsJobs(context),
  ...sealingJobs(context),
  ...installationKeysJobs(context, onOtherKeys),
  ...backupsJobs(context),
  ...ledgerJobs(context),
  ...recordsJobs(context, recordTools(context, printer)),
]
