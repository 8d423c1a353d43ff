// Finds a Chromium for the journeys, and installs Debian's where that can be done without asking.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const fonts = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';

/** Path of a browser, or null when there is none and none could be installed; the journeys then skip. */
export function findBrowser() {
  const set = process.env.MEADOW_TEST_BROWSER;
  if (set) return existsSync(set) ? set : null;
  return places.find((place) => existsSync(place)) ?? null;
}

/** Installs Debian's Chromium and the Chinese fonts when this is a Debian machine and we are root. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found && existsSync(fonts)) return found;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    if (!found)
      console.log('No Chromium found: the journeys are skipped. Install it, or set MEADOW_TEST_BROWSER.');
    return found;
  }
  console.log('Installing Chromium and Chinese fonts from Debian for the journeys …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  const installed = spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
    { stdio: ['ignore', 'ignore', 'inherit'], env },
  );
  if (installed.status !== 0) console.log('Chromium could not be installed: the journeys may be skipped.');
  return findBrowser();
}
