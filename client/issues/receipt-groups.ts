/** A receipt in groups of four, as one reads it out and as a line breaks between them. */
export const inGroups = (receipt: string): string => receipt.replace(/[^\s-]{4}(?=[^\s-])/g, '$& ')
