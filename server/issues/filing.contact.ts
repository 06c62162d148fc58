import { Failure } from '@mashang/shared/core/errors.ts'
import { isMobile, NO_MOBILE } from '@mashang/shared/core/phones.ts'
import type { Contact, Filing } from '@mashang/shared/issues/filing.model.ts'
import { issueErrors } from '@mashang/shared/issues/issues.errors.ts'
import type { PhoneCheck } from '@mashang/shared/issues/issues.words.ts'
import { verificationErrors } from '@mashang/shared/verifications/verifications.errors.ts'
import type { Context } from '../core/context.ts'
import type { Write } from '../core/db/statement.ts'
import { contactPolicyOf, type DistrictRecord } from '../districts/districts.store.ts'
import { provePhone } from '../verifications/verifications.usecases.ts'

/** What of a voter's contact is taken in, and what is known of the phone. */
export interface TakenContact {
  contact: Contact | undefined
  /** Null where the district does not ask for a proof. */
  phoneCheck: PhoneCheck | null
  writes: Write[]
}

/**
 * The district's contact policy. Where phones are verified but messages cannot leave (not set up any
 * more, or the vendor is down), the filing is taken and marked: the office asks by telephone.
 * @param assisted written down by a station for somebody who came to it
 */
export async function takeContact(
  context: Context,
  district: DistrictRecord,
  filing: Filing,
  assisted = false,
): Promise<TakenContact> {
  const policy = contactPolicyOf(context, district)
  if (policy === 'none') return { contact: undefined, phoneCheck: null, writes: [] }
  const { contact } = filing
  // Whoever came in person need not leave a phone; what they leave nobody has proven.
  if (assisted)
    return {
      contact,
      phoneCheck:
        contact?.phone !== undefined && district.contactPolicy === 'verified' ? 'unverified' : null,
      writes: [],
    }
  if (policy === 'optional') return { contact, phoneCheck: null, writes: [] }
  const phone = contact?.phone
  if (contact?.name === undefined || phone === undefined)
    throw new Failure(issueErrors.contactRequired, {
      fields: [{ path: 'contact', message: issueErrors.contactRequired.title }],
    })
  if (policy === 'required') {
    const asked = district.contactPolicy === 'verified'
    return { contact, phoneCheck: asked ? 'unverified' : null, writes: [] }
  }
  if (!isMobile(phone)) {
    const message = NO_MOBILE
    throw new Failure(verificationErrors.needed, {
      detail: message,
      fields: [{ path: 'contact.phone', message }],
    })
  }
  const { phoneCheck, use } = await provePhone(context, phone, contact.verification)
  return { contact, phoneCheck, writes: [use] }
}
