import href from '../core/mongolian.css?url'

/** Whether a text has a letter of traditional Mongolian, which many devices cannot show. */
export const hasMongolian = (text: string): boolean => /[\u1800-\u18af]/.test(text)

/** For names that came without a reload; a page that the server has painted holds its own. */
export function bringLetters(names: (string | undefined)[]): void {
  if (document.getElementById('letters') || !hasMongolian(names.join())) return
  document.head.append(
    Object.assign(document.createElement('link'), { id: 'letters', rel: 'stylesheet', href }),
  )
}
