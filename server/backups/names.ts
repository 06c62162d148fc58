import { readdirSync } from 'node:fs'
import { DAY, type EpochMs, HOUR } from '@mashang/shared/core/clock.ts'

const NAME = /^mashang-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.backup$/
const ZONE = 8 * HOUR

/** "mashang-20261126-030000.backup", in the district's time, so that names sort by age. */
export const backupName = (at: EpochMs): string =>
  `mashang-${new Date(at + ZONE)
    .toISOString()
    .slice(0, 19)
    .replace(/[-:]/g, '')
    .replace('T', '-')}.backup`

/** Backups of a folder that are whole, the oldest first. */
export function backupsIn(folder: string): { name: string; at: EpochMs }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const found = NAME.exec(name)
      if (found === null) return []
      const [year, month, day, hour, minute, second] = found.slice(1).map(Number)
      const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) - ZONE
      return [{ name, at }]
    })
}

/** The last moment at which a daily backup was due: 03:00 in the district. */
export function dueBefore(now: EpochMs): EpochMs {
  const local = now + ZONE - 3 * HOUR
  return local - (local % DAY) - ZONE + 3 * HOUR
}
