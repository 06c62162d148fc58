import { join } from 'node:path'
import { MIGRATIONS } from '@mashang/server/core/db/open.ts'
import { openSqlite } from '@mashang/server/core/db/sqlite.ts'
import Sqlite from 'better-sqlite3'

/** Migrates a data folder, and kills itself before its n-th statement that writes; prints how many there are. */
const [folder = '', last = '0'] = process.argv.slice(2)
let statements = 0
const prepare = Sqlite.prototype.prepare
Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
  const prepared = prepare.call(this, sql)
  const execute = prepared.run.bind(prepared) as (...values: unknown[]) => Sqlite.RunResult
  prepared.run = (...values: unknown[]) => {
    statements += 1
    if (statements === Number(last)) process.kill(process.pid, 'SIGKILL')
    return execute(...values)
  }
  return prepared
} as typeof prepare

const engine = openSqlite(join(folder, 'mashang.sqlite'))
await engine.migrate(join(MIGRATIONS, 'sqlite'))
await engine.close()
console.log(statements)
