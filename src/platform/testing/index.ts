/** Door for tests: a world of real stores per test file, on the PostgreSQL and chDB that the run started. */
export { openTestWorld, type TestWorld } from './world.ts';
