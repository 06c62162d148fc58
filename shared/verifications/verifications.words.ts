/** 短信验证: what the form says and the server checks. Plain constants. [default] */
export const CODE_DIGITS = 6
/** Minutes that a code may be typed in. */
export const CODE_MINUTES = 5
/** Seconds until the next one may be asked for. */
export const RESEND_SECONDS = 60
