/** How many photos may come with one matter. */
export const PHOTOS_PER_MATTER = 6
