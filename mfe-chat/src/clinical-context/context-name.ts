/** The name that a conversation's context is kept under. */
export const contextName = (conversation: string | undefined): string => `context:${conversation ?? 'new'}`;
