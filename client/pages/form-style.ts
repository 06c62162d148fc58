import type { VoterView } from '@mashang/shared/pages/pages.model.ts'
import href from '../issues/voter-file.css?url'

let arrived: Promise<void> | undefined

/**
 * The style of the form, which a landing page does without until somebody goes on.
 * @param first the view that the server has painted
 */
export function formStyle(first: VoterView): Promise<void> {
  if (first !== 'landing') return Promise.resolve()
  arrived ??= new Promise((there, failed) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
    link.onload = () => there()
    link.onerror = () => {
      // The next try asks again; until then the address is visited as a page of its own.
      arrived = undefined
      link.remove()
      failed(new Error(href))
    }
    document.head.append(link)
  })
  return arrived
}
