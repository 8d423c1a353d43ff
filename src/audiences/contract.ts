/** Wire schemas of audiences; browser-safe. */
export * from './attributes/attribute.ts';
export * from './audiences/audience-shapes.ts';
export * from './delivery/delivery-shapes.ts';
export * from './erasures/erasure-shapes.ts';
export * from './layers/layer-contract.ts';
export * from './look-alike/look-alike-contract.ts';
export * from './portrait/portrait-contract.ts';
export * from './rules/rule.ts';
export * from './value/value-contract.ts';
