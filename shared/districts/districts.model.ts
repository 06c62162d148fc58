/** What every voter page knows of its district. */
export interface DistrictInfo {
  name: string
  shortName: string
  /** e.g. "12345" or the office's own number, printed as the way out when nothing works. */
  fallbackPhone: string
  contactPolicy: 'none' | 'optional' | 'required'
}
