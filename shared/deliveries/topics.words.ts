import { described, type TopicOfMatter } from '../matters/matters.words.ts'

const ofMatters = Object.fromEntries(
  described.flatMap(([folder, { topic }]) => (topic === undefined ? [] : [[folder, topic]])),
) as Record<TopicOfMatter, string>

/** What people may choose to hear of. */
export const topicWords = {
  arrivals: '新来的反映、选民的话和评价',
  clock: '快到时限、已经超期',
  ...ofMatters,
  alarms: '系统需要人处理的事',
}
export type Topic = keyof typeof topicWords

export const isTopic = (word: string): word is Topic => word in topicWords
