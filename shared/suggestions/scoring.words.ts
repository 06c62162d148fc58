/** All that one suggestion scores. */
const all = [
  'suggestion.submitted',
  'suggestion.cosigned',
  'suggestion.class-a',
  'suggestion.key',
  'suggestion.excellent',
] as const

/** What of a suggestion can score. */
export const suggestionPoints = {
  facts: {
    'suggestion.submitted': { words: '提出代表建议', unit: '件', role: 'analysis' },
    'suggestion.cosigned': { words: '附议代表建议', unit: '件', role: 'information' },
    'suggestion.class-a': { words: '建议答复为 A 类', unit: '件', role: null },
    'suggestion.key': { words: '建议列为重点督办', unit: '件', role: null },
    'suggestion.excellent': { words: '建议评为优秀', unit: '件', role: null },
  },
  voids: {
    'suggestion.void': { words: '建议没有立案或已撤回', takesBack: all },
    'suggestion.counted-there': { words: '在并入的那一件里计', takesBack: all },
    'suggestion.not-a': { words: '答复整体不是 A 类', takesBack: ['suggestion.class-a'] },
    'suggestion.not-key': { words: '不再列为重点督办', takesBack: ['suggestion.key'] },
    'suggestion.not-excellent': {
      words: '撤销了优秀建议',
      takesBack: ['suggestion.excellent'],
    },
  },
  once: [['suggestion.key', 'suggestion.excellent']],
} as const
