/** How many representatives come at once: a list that an old phone draws without a pause. */
export const CHOICES_AT_ONCE = 50
