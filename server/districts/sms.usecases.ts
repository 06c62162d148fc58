import { randomInt } from 'node:crypto'
import { Failure } from '@mashang/shared/core/errors.ts'
import { districtErrors } from '@mashang/shared/districts/districts.errors.ts'
import type { SmsTest } from '@mashang/shared/districts/districts.model.ts'
import type { FastifyBaseLogger } from 'fastify'
import type { Actor } from '../core/auth/actor.ts'
import type { Context } from '../core/context.ts'

/** The office tries whether messages arrive, before voters have to rely on it. */
export async function testSms(
  context: Context,
  phone: string,
  by: Actor,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Promise<SmsTest> {
  const { sms, district } = context
  if (sms === null) throw new Failure(districtErrors.smsMissing)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const outcome = await sms.send({ to: phone, template: 'code', params: { code } })
  if (!outcome.accepted) {
    const { reason, vendorCode } = outcome
    log.warn({ vendor: sms.vendor, reason, vendorCode }, 'message not taken')
  }
  await context.db.commit(
    district,
    [],
    [
      {
        at: context.clock.now(),
        type: 'district.sms-tested',
        actor: { kind: 'account', id: by.accountId },
        subject: { kind: 'district', id: district },
        data: { outcome: outcome.accepted ? 'accepted' : outcome.reason },
      },
    ],
  )
  return outcome.accepted
    ? { refusal: null, vendorCode: null }
    : { refusal: outcome.reason, vendorCode: outcome.vendorCode }
}
