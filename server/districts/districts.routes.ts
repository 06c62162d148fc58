import { Failure } from '@mashang/shared/core/errors.ts'
import { districtsApi } from '@mashang/shared/districts/districts.api.ts'
import { districtErrors } from '@mashang/shared/districts/districts.errors.ts'
import type { DistrictChange, DistrictSettings } from '@mashang/shared/districts/districts.model.ts'
import { pageTextsApi } from '@mashang/shared/districts/editions.api.ts'
import type { FastifyInstance } from 'fastify'
import { type Actor, signedIn } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'
import { route } from '../core/http/route.ts'
import { districtNow, saveDistrict } from './districts.store.ts'
import { editionsRoutes } from './editions.routes.ts'
import { changeLadder, ladderSettingsNow } from './ladder.usecases.ts'
import { changeLimits, limitsSettingsNow } from './limits.usecases.ts'
import { textEditions } from './page-texts.store.ts'
import { testSms } from './sms.usecases.ts'

async function settings(context: Context): Promise<DistrictSettings> {
  const now = await districtNow(context)
  const { name, shortName, congress, fallbackPhone, contactPolicy, silentAfterDays } = now
  return { name, shortName, congress, fallbackPhone, contactPolicy, silentAfterDays }
}

/** Keeps what the office changed; the ledger names which settings, by whom. */
async function change(
  context: Context,
  { was, ...wanted }: DistrictChange,
  by: Actor,
): Promise<DistrictSettings> {
  const before = await settings(context)
  const keys = Object.keys(wanted) as (keyof DistrictSettings)[]
  const differ = (other: DistrictSettings) => keys.some((key) => before[key] !== other[key])
  if (differ(was)) throw new Failure(districtErrors.changedMeanwhile)
  const changed = keys.filter((key) => before[key] !== wanted[key])
  if (changed.length === 0) return before
  if (changed.includes('contactPolicy') && wanted.contactPolicy === 'verified' && !context.sms)
    throw new Failure(districtErrors.smsMissing, {
      fields: [{ path: 'contactPolicy', message: districtErrors.smsMissing.title }],
    })
  const fact = {
    at: context.clock.now(),
    type: 'district.changed',
    actor: { kind: 'account', id: by.accountId },
    subject: { kind: 'district', id: context.district },
    data: { settings: changed.join(' ') },
  } as const
  const write = saveDistrict({
    id: context.district,
    ...wanted,
    wasName: before.name,
    wasShortName: before.shortName,
    wasCongress: before.congress,
    wasPhone: before.fallbackPhone,
    wasPolicy: before.contactPolicy,
    wasDays: before.silentAfterDays,
  })
  await context.db.commit(context.district, [write], [fact])
  return await settings(context)
}

export function districtsRoutes(app: FastifyInstance, context: Context): void {
  route(app, districtsApi.show, () => settings(context))
  route(app, districtsApi.save, ({ body, actor }) => change(context, body, signedIn(actor)))
  route(app, districtsApi.ladder, () => ladderSettingsNow(context))
  route(app, districtsApi.saveLadder, ({ body, actor }) =>
    changeLadder(context, body, signedIn(actor)),
  )
  route(app, districtsApi.limits, () => limitsSettingsNow(context))
  route(app, districtsApi.saveLimits, ({ body, actor }) =>
    changeLimits(context, body, signedIn(actor)),
  )
  editionsRoutes(app, context, pageTextsApi, textEditions)
  route(app, districtsApi.sms, async () => ({ vendor: context.sms?.vendor ?? null }))
  route(app, districtsApi.testSms, ({ body, actor, request }) =>
    testSms(context, body.phone, signedIn(actor), request.log),
  )
}
