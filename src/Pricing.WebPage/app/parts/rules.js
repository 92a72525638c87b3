/** The calculation rules that stand in a field at first. */
export const usualRules = 'iij-practice';
