import fc from 'fast-check';

/** The same cases in every run, so that a change fails for what it touched; LANTOA_SEED draws others (CONTRIBUTING.md). */
fc.configureGlobal({ seed: Number(process.env['LANTOA_SEED'] ?? 20_261_122) });
