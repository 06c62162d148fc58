/**
 * `npm run run verify-ledger`: walks every district's ledger from its beginning and names the first
 * place where it is broken, by its own hashes or by what was signed each day; and holds what the
 * tables say of points (rules, appraisals, signatures, results) against their fingerprints in it.
 * Settings as for the server; it may run beside it, and only reads. Ends with 1 on a break.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import type { Database } from '@mashang/server/core/db/database.ts'
import { rootOf } from '@mashang/server/core/db/faults.ts'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { readHeads, signingPlaces } from '@mashang/server/core/ledger/ledger.signing.ts'
import { type Verification, verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import { pointsUnheld, type Unheld } from '@mashang/server/points/held.usecases.ts'
import { headFaultWords } from '@mashang/shared/ledger/signing.words.ts'
import { operatorConfig } from './support/command.ts'

const REASONS = {
  missing: '不见了',
  changed: '被改过',
  cut: '起被截断',
  signed: '和签过名的不一样',
} as const

function sentence(district: string, found: Verification): string {
  return found.whole
    ? `✓ ${district}：账本完整，共 ${found.rows} 条。`
    : `✗ ${district}：第 ${found.brokenAt} 条${REASONS[found.reason]}；它前面的 ${found.rows} 条完整。`
}

const unheldWords = ({ what, of }: Unheld): string =>
  ({
    rules: `第 ${of} 版积分规则`,
    appraisal: `${of} 的年终核定`,
    signature: `${of} 积分结算的签字`,
    results: `${of} 积分结算的结果`,
  })[what]

/** Says what of the points is otherwise than the ledger has it; false: something is. */
async function pointsHold(db: Database, district: string): Promise<boolean> {
  const found = await pointsUnheld({ db, district })
  if (found === null) return true
  if (found.length === 0) console.log(`✓ ${district}：积分规则和结算与账本里的指纹一致。`)
  for (const one of found)
    console.log(`✗ ${district}：${unheldWords(one)}和账本里的指纹不一样，被改过。`)
  return found.length === 0
}

async function main(): Promise<number> {
  const config = operatorConfig()
  const { databaseUrl, dataFolder } = config
  if (databaseUrl === null && !existsSync(join(dataFolder, 'mashang.sqlite')))
    throw new ConfigError(`${dataFolder} 里没有数据库，请用 MASHANG_DATA 指明数据目录。`)
  const db = await openToRead(databaseUrl, dataFolder)
  try {
    const { fault, heads } = readHeads(signingPlaces(config))
    const found = [...(await verifyLedgers(db, heads))]
    for (const [district, verification] of found) console.log(sentence(district, verification))
    let held = true
    for (const [district] of found) held = (await pointsHold(db, district)) && held
    if (found.length === 0) console.log('账本还是空的。')
    if (fault !== null) console.log(`✗ ${headFaultWords[fault]}`)
    else if (heads.length > 0)
      console.log(`✓ 和 ${heads.length} 次签名一致，最近一次 ${heads.at(-1)?.day}。`)
    return fault === null && held && found.every(([, verification]) => verification.whole) ? 0 : 1
  } catch (error) {
    const root = rootOf(error)
    if (root instanceof Error && /no such table|does not exist/.test(root.message))
      throw new ConfigError('这个数据库里还没有账本，请先启动一次服务。')
    throw error
  } finally {
    await db.close()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
