import type { SuggestionView } from './suggestions.query.ts'

/** All that is missing before a department may draft its answer: nobody learns of it bit by bit. */
export function whyNoAnswer({
  talked,
  opinionsOwed,
}: Pick<SuggestionView, 'talked' | 'opinionsOwed'>): string {
  const owing = opinionsOwed.join('、')
  if (owing === '') return '先和代表沟通、记下来，才能拟答复。'
  return talked === false
    ? `还差两样才能拟答复：先和代表沟通、记下来；会办意见要到齐，还缺${owing}的，可以在“期限”里催一催。`
    : `会办意见还没有到齐，缺${owing}的：到齐了才能拟答复，可以在“期限”里催一催。`
}
