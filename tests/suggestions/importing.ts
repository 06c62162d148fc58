/** What a preview asks before it is imported: every department that nobody knew is a new one. */
export const allNew = (preview: { unknownDepartments: readonly unknown[] }): string =>
  preview.unknownDepartments.length === 0
    ? ''
    : `&departments=${preview.unknownDepartments.map((_, at) => `${at + 1}:new`).join(',')}`
