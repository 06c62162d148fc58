import { scorings } from '../matters/index.rules.ts'
import type { MatterRule } from '../matters/scoring.ts'
import { APPRAISED, type FactKind, NOTICE_DAYS } from './points.words.ts'
import type { Rule, RuleSet } from './rule-set.model.ts'

const rule = (
  id: string,
  title: string,
  facts: Partial<Record<FactKind, number>>,
  more: Partial<Rule> = {},
): Rule => ({
  id,
  title,
  facts: Object.entries(facts).map(([fact, points]) => ({ fact, points })),
  cap: null,
  period: 'year',
  review: 'none',
  within: null,
  least: null,
  ...more,
})

/** Of every kind that says for itself what it scores. */
const ofMatters = (scorings as readonly { rules?: readonly MatterRule<FactKind>[] }[]).flatMap(
  ({ rules = [] }) => rules.map(({ id, title, facts, ...more }) => rule(id, title, facts, more)),
)

/**
 * The shipped rule set, version 0, built from the published rules of 江北, 东宝 and 银川. It is never
 * changed but for facts that there were none of before; an office that wants others saves a version of
 * its own. [default]
 */
export const defaultRuleSet: RuleSet = {
  base: 60,
  appraisalMost: 20,
  noticeDays: NOTICE_DAYS,
  appraised: APPRAISED,
  notAppraised: [],
  rules: [
    rule('sessions', '出席人代会', { 'session.attended': 2 }),
    rule(
      'suggestions',
      '代表建议',
      {
        'suggestion.submitted': 3,
        'suggestion.class-a': 2,
        'suggestion.key': 3,
        'suggestion.excellent': 3,
      },
      { cap: 15, least: { count: 2, points: -3 } },
    ),
    rule('receptions', '接待选民', { 'reception.held': 2 }, { cap: 12 }),
    rule('visits', '走访选民', { 'visit.made': 1 }, { cap: 10 }),
    rule('answers', '按时答复群众', { 'answer.in-time': 0.5 }, { cap: 10 }),
    rule('late', '答复晚了', { 'answer.late': -1 }),
    rule('inspections', '视察和联合督办', { 'inspection.joined': 2 }, { cap: 12 }),
    rule('report', '述职', { 'duty.reported': 5 }, { cap: 5 }),
    rule('absence', '无故缺席', { 'absence.unexcused': -3 }, { review: 'office' }),
    ...ofMatters,
  ],
}

/** From when the shipped set counts: before any fact. */
export const DEFAULT_FROM = '2000-01-01'
