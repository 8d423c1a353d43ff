import pg from 'pg';

/**
 * Someone else on the same PostgreSQL who keeps transactions open for up to three seconds, nearly all the time, as
 * tests do to each other now and then: what was committed meanwhile is read later (`pg_snapshot_xmin`). A test that
 * takes for granted when that is fails here at once instead of once in twenty runs.
 */
export async function startNeighbour(recordsUrl: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: recordsUrl });
  await client.connect();
  let leaving = false;
  const staying = (async () => {
    while (!leaving) {
      await client.query('BEGIN');
      await client.query('SELECT pg_current_xact_id()');
      await pause(Math.random() * 3_000);
      await client.query('COMMIT');
      await pause(Math.random() * 200);
    }
  })();
  return async () => {
    leaving = true;
    await staying;
    await client.end();
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
