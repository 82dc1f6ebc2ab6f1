export function installedBrowser(): string | undefined;
export function packagedBrowser(): { home: string };
