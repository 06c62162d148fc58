import type { ActField } from './act-form.ts'

export type Values = Record<string, string | boolean | undefined>

const applies = (field: ActField, values: Values): boolean =>
  field.when === undefined || values[field.when.key] === field.when.is

const empty = (value: string | boolean | undefined): boolean =>
  value === undefined || (typeof value === 'string' && value.trim() === '')

/** A box that must be ticked says nothing without its tick. */
const isMissing = ({ kind }: ActField, value: Values[string]): boolean =>
  kind === 'tick' ? value !== true : empty(value)

/** Some words are only asked for where another answer calls for them. */
const mayStayEmpty = ({ optional, unless }: ActField, values: Values): boolean =>
  optional === true && !unless?.keys.some((key) => values[key] === unless.is)

/** What has to be said and is not yet, in the order of the form. */
export const missingIn = (fields: readonly ActField[], values: Values): ActField[] =>
  fields.filter(
    (field) =>
      !mayStayEmpty(field, values) && applies(field, values) && isMissing(field, values[field.key]),
  )

/** Whether everything that has to be said is said. */
export const isFilled = (fields: readonly ActField[], values: Values): boolean =>
  missingIn(fields, values).length === 0

/** What is sent: nothing that was hidden again, nothing empty. */
export const sentOf = (fields: readonly ActField[], values: Values): Values =>
  Object.fromEntries(
    fields
      .filter((field) => applies(field, values) && !empty(values[field.key]))
      .map((field) => [field.key, values[field.key]]),
  )
