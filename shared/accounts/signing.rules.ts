import type { Signing } from './signing.words.ts'

/** Whether an account of a department signs its answers; one that does both does. */
export const maySign = (signing: Signing): boolean => signing?.part !== 'clerk'

/** Whether it writes what is sent back anew; a head may, and has a clerk for it. */
export const rewrites = (signing: Signing): boolean => signing?.part !== 'head'
