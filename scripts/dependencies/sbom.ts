import type { Package } from './packages.ts'

/** The packages as a CycloneDX 1.6 document, for whoever must say what a system is made of. */
export const billOfMaterials = (packages: readonly Package[], version: string, at: Date) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: {
    timestamp: at.toISOString(),
    component: { type: 'application', name: 'mashang', version },
  },
  components: packages.map(({ name, version, integrity, license }) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license === null ? {} : { licenses: [{ expression: license }] }),
    ...(integrity === null
      ? {}
      : {
          hashes: [
            {
              alg: 'SHA-512',
              content: Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex'),
            },
          ],
        }),
  })),
})
