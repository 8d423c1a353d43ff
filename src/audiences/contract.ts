/** Wire schemas of audiences; browser-safe. */
export * from './rules/rule.ts';
