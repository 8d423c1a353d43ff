import fc from 'fast-check';

// The same questions in every run, so that a run that is green here is green elsewhere; `npm run test:hunt` asks new ones.
fc.configureGlobal({ seed: Number(process.env.MEADOW_TEST_SEED ?? 618) });
