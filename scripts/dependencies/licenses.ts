/** Licences under which a package may be used and passed on beside Apache-2.0. */
export const PERMITTED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
])

/** What else is used, and why it may be. */
export const REASONED: Readonly<Record<string, string>> = {
  'MPL-2.0': 'tools of build and tests, unchanged; nothing of them is passed on',
  'LGPL-3.0-or-later': 'libvips, a shared library that sharp loads, unchanged and replaceable',
  'OFL-1.1': 'fonts, carried unchanged; embedding them in documents is what the licence allows',
}

/** Packages whose manifest is silent, and where their licence stands. */
export const UNSAID: Readonly<Record<string, string>> = {
  'humanize-number': 'MIT, in its readme; of the test server for object storage',
  only: 'MIT, in its readme; of the test server for object storage',
  'png-js': 'MIT, in its LICENSE; of the library that benches are compared with',
}

/** Whether one of the alternatives of an expression may be used, all that are joined by AND. */
export const isPermitted = (expression: string): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) =>
      one
        .split(' AND ')
        .map((each) => each.trim())
        .every((each) => PERMITTED.has(each) || Object.hasOwn(REASONED, each)),
    )
