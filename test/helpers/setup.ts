/** Property tests draw the same cases on every run, so that a red run means a change; LENDSIM_FUZZ_SEED looks further. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['LENDSIM_FUZZ_SEED'] ?? 20_170_101) });
