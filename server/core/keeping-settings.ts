import { resolve } from 'node:path'
import { ConfigError } from './config-error.ts'

/** What keeps the data: daily backups, and the signatures under the ledger. */
export interface KeepingSettings {
  /** Folder of the daily backups; null: the server makes none. */
  backup: string | null
  /** How many of them are kept. */
  backupKeep: number
  /** Folder of the keys, where they are given rather than made; null: the data folder. */
  keys: string | null
  /** The file of the key that signs the ledger's ends; null: beside the other keys. */
  ledgerKey: string | null
  /** Where each day's signed end is mailed to; null: nowhere. */
  ledgerMail: string | null
}

/** Where the keys lie. */
export const keysFolder = (config: { dataFolder: string; keys: string | null }): string =>
  config.keys ?? config.dataFolder

/** @param get a setting by its name, absent when empty */
export function readKeeping(get: (name: string) => string | undefined): KeepingSettings {
  const path = (name: string): string | null => {
    const raw = get(name)
    return raw === undefined ? null : resolve(raw)
  }
  const keep = get('MASHANG_BACKUP_KEEP') ?? '14'
  if (!/^[1-9]\d{0,3}$/.test(keep))
    throw new ConfigError(`设置 MASHANG_BACKUP_KEEP 要是 1 到 9999 的整数，现在是“${keep}”。`)
  const ledgerMail = get('MASHANG_LEDGER_MAIL') ?? null
  if (ledgerMail !== null && !/^[^\s@<>]+@[^\s@<>]+$/.test(ledgerMail))
    throw new ConfigError(`设置 MASHANG_LEDGER_MAIL 不是一个邮箱地址：“${ledgerMail}”。`)
  if (ledgerMail !== null && get('MASHANG_SMTP_URL') === undefined)
    throw new ConfigError('设置了 MASHANG_LEDGER_MAIL，还缺 MASHANG_SMTP_URL，邮件发不出去。')
  return {
    backup: path('MASHANG_BACKUP'),
    backupKeep: Number(keep),
    keys: path('MASHANG_KEYS'),
    ledgerKey: path('MASHANG_LEDGER_KEY'),
    ledgerMail,
  }
}
