import { describeSettings, readConfig } from '#platform/config';
import { findRunningInstance } from '#platform/supervise';
import type { Verb } from '../verbs.ts';
import type { Finding } from './check.ts';
import { lookAtMachine } from './machine.ts';
import { lookAtStores } from './stores.ts';

export const verb: Verb = {
  summary: 'Check everything and say how to mend it.',
  usage: 'doctor [--json]',
  run: async (args) => {
    const config = readConfig();
    const running = findRunningInstance(config.dataDir);
    const findings = [...(await lookAtMachine(config, running)), ...(await lookAtStores(config, running))];
    if (args.includes('--json')) console.log(JSON.stringify({ findings, settings: describeSettings() }));
    else show(findings);
    return findings.some(({ state }) => state === 'broken') ? 1 : 0;
  },
};

const marks = { fine: '✓', warning: '!', broken: '✗' } as const;

function show(findings: readonly Finding[]): void {
  for (const { name, state, found, mend } of findings) {
    console.log(`${marks[state]} ${name.padEnd(12)} ${found}`);
    if (mend) console.log(`  ${''.padEnd(12)} → ${mend}`);
  }
  console.log('\nSettings (environment variables)');
  for (const { name, meaning, value } of describeSettings())
    console.log(`  ${name.padEnd(26)} ${value === null ? '' : `= ${value}   `}${meaning}`);
}
