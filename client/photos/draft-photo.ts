/** A photo of a draft: shrunk already, without position. `id` once the server has it. */
export interface DraftPhoto {
  key: string
  data: ArrayBuffer
  id: string | null
}
