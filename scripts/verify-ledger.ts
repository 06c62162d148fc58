/**
 * `npm run run verify-ledger`: walks every district's ledger from its beginning and names the first
 * place where it is broken, by its own hashes or by what was signed each day. Settings as for the server; it may run beside it, and only reads. Ends
 * with 1 on a break.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '@mashang/server/config.ts'
import { ConfigError } from '@mashang/server/core/config-error.ts'
import { rootOf } from '@mashang/server/core/db/faults.ts'
import { openToRead } from '@mashang/server/core/db/open.ts'
import { readHeads, signingPlaces } from '@mashang/server/core/ledger/ledger.signing.ts'
import { type Verification, verifyLedgers } from '@mashang/server/core/ledger/ledger.store.ts'
import { headFaultWords } from '@mashang/shared/ledger/signing.words.ts'

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

async function main(): Promise<number> {
  const config = readConfig(process.env)
  const { databaseUrl, dataFolder } = config
  if (databaseUrl === null && !existsSync(join(dataFolder, 'mashang.sqlite')))
    throw new ConfigError(`${dataFolder} 里没有数据库，请用 MASHANG_DATA 指明数据目录。`)
  const db = await openToRead(databaseUrl, dataFolder)
  try {
    const { fault, heads } = readHeads(signingPlaces(config))
    const found = [...(await verifyLedgers(db, heads))]
    for (const [district, verification] of found) console.log(sentence(district, verification))
    if (found.length === 0) console.log('账本还是空的。')
    if (fault !== null) console.log(`✗ ${headFaultWords[fault]}`)
    else if (heads.length > 0)
      console.log(`✓ 和 ${heads.length} 次签名一致，最近一次 ${heads.at(-1)?.day}。`)
    return fault === null && found.every(([, verification]) => verification.whole) ? 0 : 1
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
