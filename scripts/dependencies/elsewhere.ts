/**
 * Licences of packages that are made for other platforms and so are not installed here, by family:
 * one source, one licence, a package for each processor. As their manifests say, read from the
 * registry for one of each family; the test holds the family against what of it is installed.
 */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^@biomejs\/cli-/, 'MIT OR Apache-2.0'],
  [/^@emnapi\/(core|runtime|wasi-threads)$/, 'MIT'],
  [/^@esbuild\//, 'MIT'],
  [/^@img\/sharp-libvips-/, 'LGPL-3.0-or-later'],
  [/^@img\/sharp-win32-/, 'Apache-2.0 AND LGPL-3.0-or-later'],
  [/^@img\/sharp-wasm32$/, 'Apache-2.0 AND LGPL-3.0-or-later AND MIT'],
  [/^@img\/sharp-(darwin|freebsd|linux|linuxmusl|webcontainers)-/, 'Apache-2.0'],
  [/^@napi-rs\/wasm-runtime$/, 'MIT'],
  [/^@oxc-parser\/binding-/, 'MIT'],
  [/^@oxc-resolver\/binding-/, 'MIT'],
  [/^@rolldown\/binding-/, 'MIT'],
  [/^@tybys\/wasm-util$/, 'MIT'],
  [/^fsevents$/, 'MIT'],
  [/^lightningcss-/, 'MPL-2.0'],
]

/** Null: of no family that is known. */
export const licenseOfFamily = (name: string): string | null =>
  FAMILIES.find(([names]) => names.test(name))?.[1] ?? null
