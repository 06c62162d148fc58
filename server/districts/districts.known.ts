import type { Database } from '../core/db/database.ts'
import { rootOf } from '../core/db/faults.ts'
import { refuseUnknown } from '../core/known-district.ts'
import { districtsTables } from './districts.table.ts'

/** For commands of the operator, which unlike the server never begin a district. */
export async function refuseOtherDistrict({
  db,
  district,
}: {
  db: Database
  district: string
}): Promise<void> {
  const { districts } = db.tables(districtsTables)
  let known: { id: string }[] = []
  try {
    known = await db.read.select({ id: districts.id }).from(districts).orderBy(districts.id)
  } catch (error) {
    const root = rootOf(error)
    if (!(root instanceof Error) || !/no such table|does not exist/.test(root.message)) throw error
  }
  refuseUnknown(
    district,
    known.map(({ id }) => id),
  )
}
