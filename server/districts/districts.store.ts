import type { DistrictInfo, DistrictSettings } from '@mashang/shared/districts/districts.model.ts'
import type { ContactPolicy } from '@mashang/shared/districts/districts.words.ts'
import { limitsAt, limitsNow } from '@mashang/shared/districts/limits.rules.ts'
import type { Limits } from '@mashang/shared/districts/limits.words.ts'
import { named } from '@mashang/shared/districts/page-texts.rules.ts'
import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { AlreadyThere } from '../core/db/faults.ts'
import { insertInto, query, statement, value } from '../core/db/statement.ts'
import { districtsTables } from './districts.table.ts'

type Schema = ReturnType<typeof districtsTables>
export type DistrictRecord = Schema['districts']['$inferSelect']

export const insertDistrict = insertInto(districtsTables, 'districts')

export const renameDistrict = statement<
  Schema,
  { id: string; name: string; shortName: string; congress: string }
>(districtsTables, 'rename district', (b, t) =>
  b
    .update(t.districts)
    .set({ name: value('name'), shortName: value('shortName'), congress: value('congress') })
    .where(eq(t.districts.id, value('id'))),
)

interface Before {
  wasName: string
  wasShortName: string
  wasCongress: string
  wasPhone: string
  wasPolicy: ContactPolicy
  wasDays: number
}

/** Guarded by what was read, so that of two changes at once the second one notices. */
export const saveDistrict = statement<
  Schema,
  Pick<DistrictRecord, 'id'> & DistrictSettings & Before
>(
  districtsTables,
  'save district',
  (b, t) =>
    b
      .update(t.districts)
      .set({
        name: value('name'),
        shortName: value('shortName'),
        congress: value('congress'),
        fallbackPhone: value('fallbackPhone'),
        contactPolicy: value('contactPolicy'),
        silentAfterDays: value('silentAfterDays'),
      })
      .where(
        and(
          eq(t.districts.id, value('id')),
          eq(t.districts.name, value('wasName')),
          eq(t.districts.shortName, value('wasShortName')),
          eq(t.districts.congress, value('wasCongress')),
          eq(t.districts.fallbackPhone, value('wasPhone')),
          eq(t.districts.contactPolicy, value('wasPolicy')),
          eq(t.districts.silentAfterDays, value('wasDays')),
        ),
      ),
  { guarded: true },
)

/** Guarded by what was read; 0 stands for no demand. */
export const saveSecondFactorFrom = statement<
  Schema,
  Pick<DistrictRecord, 'id' | 'secondFactorFrom'> & { was: number }
>(
  districtsTables,
  'save second factor demand',
  (b, t) =>
    b
      .update(t.districts)
      .set({ secondFactorFrom: value('secondFactorFrom') })
      .where(
        and(
          eq(t.districts.id, value('id')),
          eq(sql`coalesce(${t.districts.secondFactorFrom}, 0)`, value('was')),
        ),
      ),
  { guarded: true },
)

/** Guarded by the ladder that was read, so that of two changes at once the second one notices. */
export const saveLadder = statement<
  Schema,
  Pick<DistrictRecord, 'id' | 'ladder' | 'ladderSince'> & { wasSince: number }
>(
  districtsTables,
  'save ladder',
  (b, t) =>
    b
      .update(t.districts)
      .set({ ladder: value('ladder'), ladderSince: value('ladderSince') })
      .where(and(eq(t.districts.id, value('id')), eq(t.districts.ladderSince, value('wasSince')))),
  { guarded: true },
)

/** Guarded by the version that was read, as the ladder is. */
export const saveLimits = statement<
  Schema,
  Pick<DistrictRecord, 'id' | 'limits' | 'limitsVersion'> & { wasVersion: number }
>(
  districtsTables,
  'save limits',
  (b, t) =>
    b
      .update(t.districts)
      .set({ limits: value('limits'), limitsVersion: value('limitsVersion') })
      .where(
        and(eq(t.districts.id, value('id')), eq(t.districts.limitsVersion, value('wasVersion'))),
      ),
  { guarded: true },
)

const byId = query<Schema, { id: string }, DistrictRecord>(
  districtsTables,
  'district',
  (b, t) =>
    b
      .select()
      .from(t.districts)
      .where(eq(t.districts.id, value('id'))),
  { remembered: true },
)

async function findDistrict(context: Context): Promise<DistrictRecord | null> {
  return (await context.db.query(byId, { id: context.district }))[0] ?? null
}

export const nameDemoDistrict = statement<
  Schema,
  { id: string; name: string; shortName: string; congress: string; fallbackPhone: string }
>(districtsTables, 'name demo district', (b, t) =>
  b
    .update(t.districts)
    .set({
      name: value('name'),
      shortName: value('shortName'),
      congress: value('congress'),
      fallbackPhone: value('fallbackPhone'),
      demo: true,
    })
    .where(eq(t.districts.id, value('id'))),
)

/** The district as it is set up now. */
export async function districtNow(context: Context): Promise<DistrictRecord> {
  const found = await findDistrict(context)
  if (found === null) throw new Error(`district ${context.district} is missing`)
  return found
}

/** 时限与次数 that hold now, or for a clock that started at that moment. */
export async function limitsOf(context: Context, startedAt?: number): Promise<Limits> {
  const { limits: history } = await districtNow(context)
  return (startedAt === undefined ? limitsNow(history) : limitsAt(history, startedAt)).limits
}

/**
 * What forms ask for now. Codes cannot be sent where short messages are not set up (any more); then
 * a phone is asked for as before, and the office verifies it.
 */
export const contactPolicyOf = (context: Context, row: DistrictRecord): ContactPolicy =>
  row.contactPolicy === 'verified' && context.sms === null ? 'required' : row.contactPolicy

export const contactPolicyNow = async (context: Context): Promise<ContactPolicy> =>
  contactPolicyOf(context, await districtNow(context))

/** @param help the foot's words, with the phone still to be filled in */
export const districtInfo = (
  context: Context,
  row: DistrictRecord,
  help: string,
): DistrictInfo => ({
  name: row.name,
  shortName: row.shortName,
  fallbackPhone: row.fallbackPhone,
  contactPolicy: contactPolicyOf(context, row),
  help: named(help, row.name),
})

/** Makes the district's row when there is none. */
export async function ensureDistrict(context: Context): Promise<DistrictRecord> {
  const found = await findDistrict(context)
  if (found !== null) return found
  const row: DistrictRecord = {
    id: context.district,
    name: '本区',
    shortName: '本区',
    congress: '人大代表',
    fallbackPhone: '12345',
    contactPolicy: 'optional',
    silentAfterDays: 14,
    ladder: null,
    ladderSince: 0,
    limits: null,
    limitsVersion: 1,
    dictionaryVersion: 1,
    textsVersion: 1,
    lettersVersion: 1,
    secondFactorFrom: null,
    demo: false,
    createdAt: context.clock.now(),
  }
  try {
    await context.db.commit(context.district, [insertDistrict(row)])
  } catch (error) {
    // Another process that was started at the same moment has made it.
    if (!(error instanceof AlreadyThere)) throw error
  }
  return await districtNow(context)
}
