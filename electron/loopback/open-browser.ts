import { spawn } from 'node:child_process';

/** Each system's own way to open an address. No shell is involved, so nothing in the address is interpreted. */
const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  darwin: ['open'],
};

/** Opens the person's browser where there is one; where not, the printed address is enough. */
export function openBrowser(address: string): void {
  const [command = 'xdg-open', ...rest] = openers[process.platform] ?? [];
  const hasScreen =
    command !== 'xdg-open' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (!hasScreen) return;
  const opener = spawn(command, [...rest, address], { detached: true, stdio: 'ignore' });
  opener.on('error', () => undefined);
  opener.unref();
}
