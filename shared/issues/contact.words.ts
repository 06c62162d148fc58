/** Whether somebody can be called at it, mobile or not; of a number without blanks and dashes. */
export const phonePattern = /^(1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7})$/
export const noPhone = '电话号码好像不对，请核对一下。'
