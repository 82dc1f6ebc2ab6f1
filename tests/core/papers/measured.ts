import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LaidPage, Line } from '#tests/core/papers/pdf-layout';

export const hasProgram = (name: string): boolean => spawnSync(name, ['--help']).error === undefined;
export const points = (millimetres: number): number => (millimetres * 72) / 25.4;

/** The edges of the text on A4 with the margins of Decree 30/2020/NĐ-CP; points. */
export const edges = { left: points(30), right: points(190), top: points(20), bottom: points(277) };
const width = edges.right - edges.left;
/** Bodies and motto stand in the middles of their columns, and so does who signs. */
export const middles = {
  text: edges.left + width / 2,
  bodies: edges.left + width * 0.2,
  motto: edges.left + width * 0.7,
  signer: edges.left + width * 0.75,
};

/** The only letters that LibreOffice has: as wide as those of Times New Roman, and all of Vietnamese. */
function fontsOfTimes(place: string): string {
  const from = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
  const file = join(place, 'fonts.conf');
  writeFileSync(file, `<fontconfig><dir>${from}</dir><cachedir>${place}</cachedir></fontconfig>`);
  return file;
}

/** Opens Word files in LibreOffice, each by its name, and gives the paths of the PDFs that it makes in the folder. */
export function inOffice(
  words: ReadonlyMap<string, Uint8Array>,
  folder: string,
): ReadonlyMap<string, string> {
  const paths = [...words].map(([name, bytes]) => {
    const path = join(folder, `${name}.docx`);
    writeFileSync(path, bytes);
    return path;
  });
  // LibreOffice waits for another that has the same profile.
  const profile = mkdtempSync(join(tmpdir(), 'lantoa-office-'));
  const args = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'pdf'];
  const env = { ...process.env, FONTCONFIG_FILE: fontsOfTimes(folder) };
  execFileSync('soffice', [...args, '--outdir', folder, ...paths], { stdio: 'ignore', env });
  rmSync(profile, { recursive: true, force: true });
  return new Map([...words.keys()].map((name) => [name, join(folder, `${name}.pdf`)]));
}

export type Style = 'upright' | 'bold' | 'italic' | 'bold italic';

/** Of its first letters. */
export function styleOf({ pieces }: Line): Style {
  const [font = ''] = pieces.map((piece) => piece.font);
  const [bold, italic] = [/bold/i.test(font), /italic|oblique/i.test(font)];
  return bold && italic ? 'bold italic' : bold ? 'bold' : italic ? 'italic' : 'upright';
}

/** What stands below the upper margin, where page numbers are. */
export const bodyOf = ({ lines }: LaidPage): Line[] => lines.filter(({ y }) => y > edges.top);

export const middleOf = ({ x, right }: Pick<Line, 'x' | 'right'>): number => (x + right) / 2;
