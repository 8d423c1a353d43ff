import { ConfigRefused } from '#platform/config';
import { StartRefused } from '#platform/supervise';
import { verbs } from './verbs.ts';

// `npm start | head` closes the pipe; what runs must not end because nobody reads any more.
process.stdout.on('error', () => undefined);

const [name = 'help', ...args] = process.argv.slice(2);
const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;

if (load === undefined || args.includes('--help')) {
  process.exitCode = await showHelp(load === undefined ? null : name);
} else {
  try {
    const { verb } = await load();
    process.exit(await verb.run(args));
  } catch (error) {
    // What a person can mend is one sentence; anything else is a bug and shows where it happened.
    const isForPeople = error instanceof StartRefused || error instanceof ConfigRefused;
    console.error(isForPeople ? error.message : error);
    process.exit(1);
  }
}

async function showHelp(only: string | null): Promise<number> {
  const isWanted = name === 'help' || name === '--help' || only !== null;
  if (!isWanted) console.error(`There is no verb "${name}".`);
  console.log('npm run meadow -- <verb>\n');
  for (const [shown, loadVerb] of Object.entries(verbs)) {
    if (only !== null && shown !== only) continue;
    const { verb } = await loadVerb();
    if (verb.isInternal && only === null) continue;
    console.log(`  ${verb.usage.padEnd(34)} ${verb.summary}`);
  }
  return isWanted ? 0 : 1;
}
