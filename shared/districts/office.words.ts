/** The office of a district's People's Congress as it signs its papers. */
export const officeOf = (district: string): string => `${district}人大常委会代表工作委员会`
