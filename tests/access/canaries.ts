import { merged } from './declared.ts'

/**
 * Who may come to read what, in everything that anybody can ask for: whoever the matrix knows, and
 * H, who holds a receipt. Behind the colon, whose words: o own, p of a peer of the same station,
 * e of another station (of the office: o its first account's, p its second one's).
 */
export const readers: Readonly<Record<string, string>> = {
  ...merged(({ readers }) => readers),
  alarmPlace: 'OAMPI:eop',
  appeal: 'R:o OAM:eop',
  copyReason: 'R:o OAM:eop',
  exportReason: 'OAMI:eo',
  giver: 'R:o OAM:eop',
  note: 'OAMI:eop',
  outcome: 'R:o OAM:eop',
  paper: 'R:o OAM:eop',
  partner: 'R:o OAM:eop',
  place: 'R:o LS:op OAMIH:eop',
  position: 'R:o LS:op OAMPI:eop',
  reference: 'R:o OAM:eop',
  remark: 'R:o OAM:eop',
  reward: 'R:o OAM:eop',
  selection: 'OAMPI:eo',
  sheetNote: 'LS:op OAMPI:eop',
  sheetPlace: 'R:o LS:op OAMPI:eop',
  template: 'OAMPI:eo',
  text: 'R:o LS:op OAMIH:eop',
  title: 'R:o LS:op OAMIH:eop',
  view: 'O:o',
  wall: 'OAMI:eo',
  why: 'R:o OAM:eop',
}

/** Seen by nobody in anything that is asked for; written down nowhere in the clear. */
export const SECRETS = [
  'phone',
  'contactName',
  'receipt',
  'password',
  'timeSecret',
  'oneTimeCode',
  'session',
  'mail',
  'openid',
  'webhook',
  'suggestionLink',
  'linkMark',
] as const
