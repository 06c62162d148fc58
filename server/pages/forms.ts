import type { FieldProblem } from '@mashang/shared/core/errors.ts'
import { guessTitle } from '@mashang/shared/issues/title.rules.ts'
import type { FormRefill } from '@mashang/shared/pages/pages.model.ts'

/** A form that a browser without script sent: names and texts, the last of a name counts. */
export type Form = Record<string, string>

export function formOf(body: unknown): Form {
  if (body === null || typeof body !== 'object') return {}
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      String(Array.isArray(value) ? value.at(-1) : value),
    ]),
  )
}

const isOn = (value: string | undefined): boolean =>
  value === 'on' || value === 'true' || value === '1'
/** A field's value; undefined where it was left empty. */
export const filled = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value

/** Photos that came with the form; it carries their ids while it goes back to be mended. */
export const photosIn = (form: Form): string[] => filled(form.photos)?.split(',') ?? []

/** The form's fields as the body of `POST /api/issues`; the endpoint's own schema checks them. */
export function filingBody(code: string, form: Form): Record<string, unknown> {
  const title = filled(form.title) ?? guessTitle(form.text ?? '')
  const contact = {
    ...(filled(form.name) === undefined ? {} : { name: form.name }),
    ...(filled(form.salutation) === undefined ? {} : { salutation: form.salutation }),
    ...(filled(form.phone) === undefined ? {} : { phone: form.phone }),
    ...(filled(form.verification) === undefined ? {} : { verification: proofOf(form) }),
  }
  return {
    code,
    representativeId: form.representativeId,
    kind: form.kind,
    field: form.field,
    title,
    text: form.text,
    ...(filled(form.place) === undefined ? {} : { place: form.place }),
    ...(filled(form.photos) === undefined ? {} : { photos: photosIn(form) }),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
    ...(filled(form.elsewhere) === undefined ? {} : { elsewhere: form.elsewhere }),
    hidden: isOn(form.hidden),
    publish: isOn(form.publish),
    ...(/^[1-9]\d{0,5}$/.test(form.texts ?? '') ? { texts: Number(form.texts) } : {}),
  }
}

/** A code that was not sent, or was checked before, is not needed again. */
const proofOf = (form: Form): Record<string, unknown> => ({
  id: form.verification,
  ...(filled(form.verificationCode) === undefined ? {} : { code: form.verificationCode }),
})

/** What was typed, with what is wrong about it, so that nothing has to be typed twice. */
export const refillOf = (form: Form, fields: FieldProblem[], message: string): FormRefill => ({
  values: form,
  // Left empty, the title is made of the words: it lacks nothing of its own where these are missing.
  problems: fields
    .filter(({ path }) => path !== 'title' || filled(form.title))
    .map((field) => ({
      ...field,
      path: field.path.replace(/^(contact|place)\./, ''),
    })),
  message,
})
