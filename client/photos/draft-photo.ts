/** A photo of a draft: shrunk already, without position. `id` once the server has it. */
export interface DraftPhoto {
  key: string
  data: ArrayBuffer
  id: string | null
}

/** Whether there is anything to send of it: where a phone keeps words only, pictures come back empty. */
export const isWhole = ({ data, id }: DraftPhoto): boolean =>
  id !== null || data instanceof ArrayBuffer
