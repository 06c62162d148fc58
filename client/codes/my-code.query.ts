import { defineQueryOptions } from '@pinia/colada'
import { type OwnCode, ownCode, type Whose } from './own-code.ts'

export const myCodeQuery = defineQueryOptions((whose: Whose) => ({
  key: ['my-code', whose.account, whose.station ?? ''],
  staleTime: 300_000,
  query: ({ signal }): Promise<OwnCode> => ownCode(whose, signal),
}))
