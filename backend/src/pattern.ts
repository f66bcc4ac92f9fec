/** The pattern of `ilike` for rows that contain these very words. */
export const contains = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;
