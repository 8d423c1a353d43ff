import { Kysely, PostgresDialect } from 'kysely';
import { PostgresDialect as Generator, generate } from 'kysely-codegen';
import pg from 'pg';

/**
 * The TypeScript types of the migrated schema, as the text of `database.ts`.
 * A test generates them again and fails when the committed file has drifted.
 */
export async function generateTypes(adminUrl: string): Promise<string> {
  const db = new Kysely({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: adminUrl, max: 1 }) }),
  });
  try {
    return await generate({
      db,
      dialect: new Generator({ dateParser: 'string' }),
      defaultSchemas: ['public'],
      includePattern: 'public.*',
      // `records.ts` parses int8 into checked safe integers.
      typeMapping: { int8: 'number' },
      outFile: null,
    });
  } finally {
    await db.destroy();
  }
}
