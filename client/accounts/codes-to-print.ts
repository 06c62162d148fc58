import { shallowRef } from 'vue'
import type { OneTimeCode } from './accounts.query.ts'

/**
 * One-time codes on their way to the printer. The server tells each of them once and keeps only a
 * hash; they live in this page's memory and are gone with it.
 */
export const codesToPrint = shallowRef<OneTimeCode[]>([])
