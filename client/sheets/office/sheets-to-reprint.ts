import { ref } from 'vue'
import type { SheetRow } from './sheets.query.ts'

/** Sheets chosen to be printed anew, on their way to the order. */
export const sheetsToReprint = ref<Pick<SheetRow, 'id' | 'number' | 'format'>[]>([])
