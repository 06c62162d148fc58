import type { Access } from '../access/declared.ts'
import { seeded } from '../issues/steps.ts'
import { registered } from './steps.ts'

export const access: Access = {
  tag: 'mediations',
  matrix: {
    'GET /api/mediations': 'ROAMI',
    'GET /api/mediations/:id': 'R:o OAMI:ope',
    'GET /api/exports/mediations': 'OAMI',
    'POST /api/mediations': 'OAM',
    'POST /api/mediations/:id/acts': 'R:o OAM:ope',
  },
  duties: ['write', 'none', 'read'],
  paths: [[/\/mediations\/:id/, { id: 'mediation' }]],
  readers: {
    mediation: 'R:o OAMI:eop',
    mediationSides: 'R:o OAMI:eop',
    mediationText: 'R:o OAMI:eop',
  },
  furnish: async (t, { index, said }) => {
    const { id } = await registered(await t.as('office'), [seeded(t, index).id], {
      title: said('mediation'),
      sides: said('mediationSides'),
      text: said('mediationText'),
    })
    return { mediation: id }
  },
}
