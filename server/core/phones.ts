/**
 * "139****0137" for whoever only has to recognize a number. Of a short one ("0472-56…", a landline
 * without its area) less is shown, so that the rest cannot be told from it.
 */
export const maskPhone = (phone: string): string =>
  phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `${phone.slice(0, 2)}****`
