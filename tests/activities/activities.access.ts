import type { Access } from '../access/declared.ts'
import { seeded } from '../issues/steps.ts'
import { uploaded } from '../photos/upload.ts'
import { done as acted, announced, doorCode } from './steps.ts'

export const access: Access = {
  tag: 'activities',
  matrix: {
    'GET /api/activities': 'RLOAMI',
    'GET /api/activities/:id': 'RL:o OAMI:ope',
    'GET /api/activities/:id/code.svg': 'L:o OAMI:ope',
    'GET /api/activities/:id/photos/:photo': 'RL:o OAMI:ope',
    // Whoever holds a code and is not on its list is told just that, and nothing of the activity.
    'GET /api/activity-check-ins/:code': 'R:ope',
    'GET /api/activity-groups': 'LOAMI',
    'GET /api/exports/activities': 'OAMI',
    'GET /api/me/activities.ics': 'R',
    'POST /api/activities': 'LOAM',
    'POST /api/activities/:id/acts': 'RL:o OAM:ope',
    'POST /api/activity-check-ins': 'R',
  },
  duties: ['write', 'none', 'read'],
  paths: [
    [/activities/, { id: 'activity', photo: 'activityPhoto' }],
    [/activity-check-ins/, { code: 'door' }],
  ],
  readers: {
    activity: 'RL:o OAMI:eop',
    activityPlace: 'RL:o OAMI:eop',
    activityText: 'RL:o OAMI:eop',
  },
  bodies: { 'POST /api/activity-check-ins': ({ door }) => ({ code: door }) },
  furnish: async (t, { index, said }) => {
    const host = await t.as(index === 0 ? 'liaison' : 'office')
    const activity = await announced(t, host, {
      title: said('activity'),
      place: said('activityPlace'),
      text: said('activityText'),
      startsAt: new Date(t.clock.now() - 2 * 3_600_000).toISOString(),
      endsAt: new Date(t.clock.now() + 3_600_000).toISOString(),
      deadlineAt: new Date(t.clock.now() - 3 * 3_600_000).toISOString(),
      invitation: { scope: 'persons', of: [seeded(t, index).id] },
    })
    const activityPhoto = await uploaded(t)
    await acted(host, activity.id, { act: 'photograph', photo: activityPhoto })
    return { activity: activity.id, activityPhoto, door: await doorCode(t, activity.id) }
  },
}
