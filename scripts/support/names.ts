/** `public-hearings` → `publicHearings`, as names in code begin. */
export const camel = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

export const pascal = (name: string): string =>
  camel(name).replace(/^./, (first) => first.toUpperCase())
