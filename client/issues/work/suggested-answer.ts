/** What an answer begins with where the matter was just made into a suggestion; how far it went. */
const beginnings: Record<string, string> = {
  sent: '您反映的事，我已经写成代表建议，交给代表工委审核。立案以后由部门办理、书面答复，进展会在这里告诉您。',
  cosigning:
    '您反映的事，我已经写成代表建议，正请别的代表一起署名，署好就交给代表工委。进展会在这里告诉您。',
}

export const suggestedAnswer = (how: unknown): string => beginnings[String(how)] ?? ''
