import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';

type DemoSignIn = { readonly url: string; readonly email: string; readonly password: string };

/** Shows how to sign in to the demo: at once when the server wrote it before, else when it does. */
export function tellDemoSignIn(dataDir: string, tell: (line: string) => void): () => void {
  const file = join(dataDir, 'demo.json');
  if (existsSync(file)) {
    tellFrom(file, tell);
    return () => undefined;
  }
  const watcher = watch(dataDir, (_event, name) => {
    if (name !== 'demo.json' || !tellFrom(file, tell)) return;
    watcher.close();
  });
  return () => watcher.close();
}

function tellFrom(file: string, tell: (line: string) => void): boolean {
  try {
    const { email, password } = JSON.parse(readFileSync(file, 'utf8')) as DemoSignIn;
    tell(`  Demo sign-in   ${email}  /  ${password}`);
    return true;
  } catch {
    // Half written; the next change tells again.
    return false;
  }
}
