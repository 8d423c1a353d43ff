import fc from 'fast-check';
import type { OpenApi, Schema } from './openapi-walk.ts';

/** Values that broke other people's servers. */
const hostileText = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '💥'.repeat(50),
  "' OR 1=1 --",
  '{{7*7}}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  'ord_00000000000000000000000000',
  '00000000-0000-0000-0000-000000000000',
  '1e309',
  'NaN',
  '-1',
  '9999999999999999999',
  '2026-13-45',
  '0000-00-00',
  'Mars/Olympus',
  '𝕏'.repeat(300),
  '\ud800',
  '%00',
  '%',
  'null',
);
const hostileNumber = fc.constantFrom(0, -1, 1.5, 2 ** 53, -(2 ** 63), 1e308, 65536, 2 ** 31);
const hostile = fc.oneof(hostileText, hostileNumber, fc.constantFrom(null, true, [], {}, [[]], [null]));

/** Mostly what the schema allows, sometimes what it does not: both must be answered, never with a 500. */
export function fromSchema(document: OpenApi, schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const sound = soundValue(document, resolveRef(document, schema), depth);
  return fc.oneof({ weight: 6, arbitrary: sound }, { weight: 1, arbitrary: hostile });
}

function resolveRef(document: OpenApi, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? (document.components?.schemas?.[name] ?? {}) : schema;
}

function soundValue(document: OpenApi, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options?.length) return fc.oneof(...options.map((option) => fromSchema(document, option, depth + 1)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (depth > 5) return fc.constant(null);
  switch (type) {
    case 'string':
      return fc.oneof(
        hostileText,
        fc.string({
          minLength: schema.minLength ?? 0,
          maxLength: Math.min(schema.maxLength ?? 40, 300),
          unit: 'grapheme',
        }),
      );
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1000, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), hostileNumber);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fromSchema(document, schema.items ?? {}, depth + 1), { maxLength: 4 });
    case 'object': {
      const required = new Set(schema.required ?? []);
      const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
        const value = fromSchema(document, field, depth + 1);
        return [name, required.has(name) ? value : fc.option(value, { nil: undefined })] as const;
      });
      return fc.record(Object.fromEntries(fields)).chain((body) =>
        // Now and then a field is missing or one too many is there.
        fc.oneof(
          { weight: 8, arbitrary: fc.constant(body) },
          { weight: 1, arbitrary: fc.constant({ ...body, __proto__x: 1, unexpected: 'field' }) },
          { weight: 1, arbitrary: fc.constant(Object.fromEntries(Object.entries(body).slice(1))) },
        ),
      );
    }
    default:
      return hostile;
  }
}
