import { findAccounts, stationsOfAccount } from '@mashang/server/accounts/accounts.store.ts'
import type { LightMyRequestResponse } from 'fastify'
import type { Client, TestApp } from '../support/app.ts'

interface Given {
  id: string
  reason?: string
  by: Client
}

/** Saves over what is there now, as an administrator does who has just looked. */
export async function giveDuties(
  t: TestApp,
  duties: string[],
  { id, reason = '分工', by }: Given,
): Promise<LightMyRequestResponse> {
  const [account] = await findAccounts(t.context, [id])
  const body = { duties, was: account?.duties ?? null, reason }
  return await by({ method: 'PUT', url: `/api/accounts/${id}/duties`, body })
}

export async function giveStations(
  t: TestApp,
  stations: string[],
  { id, reason = '分工', by }: Given,
): Promise<LightMyRequestResponse> {
  const [account] = await findAccounts(t.context, [id])
  const was = account ? stationsOfAccount(account) : []
  const body = { stations, was, wasDuties: account?.duties ?? null, reason }
  return await by({ method: 'PUT', url: `/api/accounts/${id}/stations`, body })
}
