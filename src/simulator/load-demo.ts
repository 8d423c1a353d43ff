/**
 * Loads the demo world in a process of its own, because making it keeps a processor busy for seconds. Started by
 * the server: the path of `demo.json`, the server's address and the size come as arguments, progress leaves on
 * standard output as JSON lines, and it ends when the server's pipe closes.
 */
import { readFile } from 'node:fs/promises';
import { loadDemoWorld } from './loading/load-demo-world.ts';
import { presentOf } from './loading/present.ts';
import { demoSize, smallSize } from './world/world.ts';

const [demoFile = '', url = '', size = 'full'] = process.argv.slice(2);
process.stdin.resume().on('end', () => process.exit(1));
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const { apiKey, organizationId } = JSON.parse(await readFile(demoFile, 'utf8')) as Record<string, string>;
  const loaded = await loadDemoWorld({
    url,
    apiKey: apiKey ?? '',
    nowMs: presentOf(organizationId ?? ''),
    size: size === 'small' ? smallSize : demoSize,
    onProgress: (progress) => say({ progress }),
  });
  say({ loaded });
  process.exit(0);
} catch (error) {
  say({ error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
