/** Door to the watch over whether something still answers: a child process, or a store. */
export { type Pulse, type PulseOptions, watchPulse } from './pulse.ts';
