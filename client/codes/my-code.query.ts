import { defineQueryOptions } from '@pinia/colada'
import { type OwnCode, ownCode } from './own-code.ts'

export const myCodeQuery = defineQueryOptions((account: string) => ({
  key: ['my-code', account],
  staleTime: 300_000,
  query: ({ signal }): Promise<OwnCode> => ownCode(account, signal),
}))
