/** A number as it was typed or pasted, without blanks, dashes, brackets and the country's 86. */
export const plainPhone = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^\+?86(?=1\d{10}$)/, '')

export const NO_MOBILE = '请填能收短信的手机号，11 位数字。'

/** Whether short messages can reach it: a mobile number of mainland China, plain. */
export const isMobile = (phone: string): boolean => /^1[3-9]\d{9}$/.test(phone)

/** A text without the mobile and identity numbers that somebody wrote into it. */
export const withoutPhones = (text: string): string =>
  text
    .replace(/(?<!\d)\d{17}[\dXx](?!\d)/g, '［证件号］')
    .replace(/(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)/g, '［手机号］')
