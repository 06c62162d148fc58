import type { Context } from '@mashang/server/core/context.ts'
import { openDatabase, openToRead } from '@mashang/server/core/db/open.ts'
import { openFiles } from '@mashang/server/core/files/open.ts'
import { keysFolder } from '@mashang/server/core/keeping-settings.ts'
import { openSecrets } from '@mashang/server/core/secrets.ts'
import { refuseOtherDistrict } from '@mashang/server/districts/districts.known.ts'
import { agreeOnKeys, agreeToSeal, refuseOtherKeys } from '@mashang/server/installation-keys.ts'
import { systemClock } from '@mashang/shared/core/clock.ts'
import { installedConfig } from './command.ts'

/** What must be those that the database is used with. */
const agreements = {
  /** For a command that signs nothing: the key of the ledger may be where only the server reads it. */
  sealing: agreeToSeal,
  all: agreeOnKeys,
  /** For whoever is about to change which keys count. */
  none: async () => undefined,
}

interface Options {
  keys?: keyof typeof agreements
}

/**
 * Opens the installation that the settings name, for a command that writes or seals: its keys are
 * those that the database is used with, or nothing is done. Throws a ConfigError: one sentence.
 */
export async function withInstallation<T>(
  work: (context: Context) => Promise<T>,
  { keys = 'sealing' }: Options = {},
): Promise<T> {
  const config = installedConfig()
  const { databaseUrl, dataFolder, district } = config
  const secrets = openSecrets(keysFolder(config))
  // Looked at first: with wrong settings not even its schema is changed.
  const asItIs = await openToRead(databaseUrl, dataFolder)
  try {
    await refuseOtherDistrict({ db: asItIs, district })
    if (keys !== 'none') await refuseOtherKeys({ config, db: asItIs, secrets, district })
  } finally {
    await asItIs.close()
  }
  const db = await openDatabase(databaseUrl, dataFolder)
  try {
    const files = await openFiles(config)
    const context = { config, db, clock: systemClock, secrets, files, sms: null, district }
    await agreements[keys](context)
    return await work(context)
  } finally {
    await db.close()
  }
}
