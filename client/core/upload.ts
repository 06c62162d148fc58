import type { Endpoint } from '@mashang/shared/core/endpoint.ts'
import type { z } from 'zod'
import { failureFrom, offline, type ReplyOf } from './call.ts'

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/**
 * Sends one file as multipart and tells how far it is (0 to 1), which fetch cannot. Throws
 * CallFailure.
 */
export function upload<E extends AnyEndpoint>(
  path: string,
  file: File,
  progress: (share: number) => void,
  headers: Record<string, string> = {},
): Promise<ReplyOf<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.setRequestHeader('accept', 'application/json')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total)
    }
    request.onerror = () => reject(offline())
    request.onload = () => {
      const { status, responseText } = request
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as ReplyOf<E>)
      else reject(failureFrom(status, responseText, request.getResponseHeader('retry-after')))
    }
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
