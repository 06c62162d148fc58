/** Opens the database of a data folder as the server does at its start, and nothing else. */
import { openDatabase } from '@mashang/server/core/db/open.ts'

const db = await openDatabase(null, process.env.MASHANG_DATA ?? '')
await db.close()
