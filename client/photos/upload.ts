import { failureFrom, offline } from '../core/call.ts'

/**
 * Uploads one JPEG, tells the share that has left (0 to 1), gives its id. `fetch` cannot tell
 * progress, hence XMLHttpRequest. Throws CallFailure.
 */
export function uploadPhoto(data: ArrayBuffer, progress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/photos')
    request.timeout = 900_000
    request.setRequestHeader('accept', 'application/json')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status === 201) resolve((JSON.parse(request.responseText) as { id: string }).id)
      else {
        reject(
          failureFrom(
            request.status,
            request.responseText,
            request.getResponseHeader('retry-after'),
          ),
        )
      }
    }
    request.onerror = () => reject(offline())
    request.ontimeout = () => reject(offline())
    const form = new FormData()
    form.append('photo', new Blob([data], { type: 'image/jpeg' }), 'photo.jpg')
    request.send(form)
  })
}
