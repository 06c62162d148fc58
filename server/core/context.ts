import type { Clock } from '@mashang/shared/core/clock.ts'
import type { Config } from '../config.ts'
import type { Sms } from './channels/sms.ts'
import type { Database } from './db/database.ts'
import type { FileStore } from './files/store.ts'
import type { Secrets } from './secrets.ts'

/** What every feature is given; nothing is reached through globals. */
export interface Context {
  config: Config
  db: Database
  clock: Clock
  secrets: Secrets
  files: FileStore
  /** Short messages; null where the operator has set up none. */
  sms: Sms | null
  /** The district that this process serves; every row carries it. */
  district: string
}
