/** What of an activity can score. */
export const activityPoints = {
  facts: {
    'session.attended': { words: '出席人代会', unit: '次', role: 'supervision' },
    'reception.held': { words: '接待选民', unit: '次', role: 'liaison' },
    'visit.made': { words: '走访选民', unit: '次', role: 'information' },
    'inspection.joined': { words: '视察和联合督办', unit: '次', role: 'supervision' },
    'survey.joined': { words: '专题调研', unit: '次', role: 'analysis' },
    'training.attended': { words: '参加培训', unit: '次', role: 'publicity' },
    'duty.reported': { words: '述职', unit: '次', role: 'publicity' },
    'absence.unexcused': { words: '无故缺席', unit: '次', role: null },
  },
  voids: {
    'attendance.void': {
      words: '更正：没有到会',
      takesBack: [
        'session.attended',
        'inspection.joined',
        'survey.joined',
        'training.attended',
        'reception.held',
        'visit.made',
        'duty.reported',
      ],
    },
    'absence.void': { words: '更正：不是无故缺席', takesBack: ['absence.unexcused'] },
  },
} as const
