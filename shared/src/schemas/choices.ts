// What a person can choose, apart from the schemas: the sign-in page looks and speaks as it was chosen, and checks nothing.
export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

/** Modes of a conversation. */
export const MODES = ['quick_consult', 'case_workspace'] as const;
export type Mode = (typeof MODES)[number];

export const TEXT_SIZES = ['normal', 'large', 'larger'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
