import { parseArgs } from 'node:util';

/** What the program was asked for when it was started. */
export interface ProgramArguments {
  /** Library to open. */
  readonly library: string | undefined;
  /** Open the sample library if this person has never opened one. */
  readonly sample: boolean;
  /** Keep settings, caches and documents in this folder, as if for another user. */
  readonly profile: string | undefined;
  /** Loopback host: open the address in a browser. */
  readonly open: boolean;
  /** Loopback host: 0 lets the system choose. */
  readonly port: number;
  /** Files to take in. */
  readonly files: readonly string[];
}

const options = {
  library: { type: 'string' },
  sample: { type: 'boolean', default: false },
  profile: { type: 'string' },
  'no-open': { type: 'boolean', default: false },
  port: { type: 'string', default: '0' },
} as const;

function readPort(text: unknown): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(String(text)) || port > 65_535) {
    throw new TypeError(`--port: ${String(text)} is not a port`);
  }
  return port;
}

/**
 * Reads command line arguments. Throws a `TypeError` with a sentence for what cannot be understood; with `lenient`
 * unknown options are passed over, because Chromium's own switches stand among those of the desktop host.
 */
export function parseProgramArguments(args: readonly string[], lenient = false): ProgramArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    options,
    strict: !lenient,
    allowPositionals: true,
  });
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  return {
    library: text(values.library),
    sample: values.sample === true,
    profile: text(values.profile),
    open: values['no-open'] !== true,
    port: readPort(values.port),
    files: positionals,
  };
}
