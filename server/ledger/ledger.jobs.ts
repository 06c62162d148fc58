import { MINUTE } from '@mashang/shared/core/clock.ts'
import type { Context } from '../core/context.ts'
import type { Job } from '../core/jobs.ts'
import type { SignedHead } from '../core/ledger/ledger.signing.ts'
import { mailHead, signToday } from './signing.usecases.ts'

export function ledgerJobs(context: Context): Job[] {
  let toMail: SignedHead | null = null
  return [
    {
      name: 'sign the end of the ledger',
      every: 10 * MINUTE,
      run: async () => {
        toMail = (await signToday(context)) ?? toMail
        if (toMail === null) return
        await mailHead(context, toMail)
        toMail = null
      },
    },
  ]
}
