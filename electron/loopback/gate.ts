import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Why a request is turned away; each has its own page (`refusal-page.ts`). */
export type Refusal =
  /** Host, Origin or Sec-Fetch-Site: the request comes from a page of somebody else. */
  | 'foreign'
  /** The address was opened before, in another browser. */
  | 'used'
  /** No cookie, or one of another run. */
  | 'unknown';

type Verdict =
  | { readonly type: 'allowed' }
  | { readonly type: 'refused'; readonly reason: Refusal }
  /** The token was good: set the cookie and show the page. */
  | { readonly type: 'welcome'; readonly cookie: string };

export interface Gate {
  /** An address with a fresh token that lets one browser in. */
  newAddress(): string;
  check(request: IncomingMessage): Verdict;
}

/** Seconds: a browser may be closed and opened again; the secret behind it ends with this process. */
const cookieLife = 30 * 24 * 60 * 60;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const newSecret = (): string => randomBytes(32).toString('base64url');

/** Sent by every current browser; a request without it comes from a program, which the cookie keeps out. */
function isOwnSite(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

function isOwnOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  return origin === undefined ? !changes : origin === `http://${host ?? ''}`;
}

function cookies(request: IncomingMessage, name: string): string[] {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

/**
 * Decides who may talk to the host on 127.0.0.1:`port`. It checks, in this order:
 * Host is exactly ours (else a name that was rebound to 127.0.0.1 could read the library), Origin is ours and there
 * on every request that changes something, Sec-Fetch-Site is not another site, then either a token that was never
 * used, or the cookie that such a token was exchanged for. Cookies ignore ports, so the cookie's name holds ours.
 */
export function createGate(port: number): Gate {
  const hosts = new Set([`127.0.0.1:${String(port)}`, `localhost:${String(port)}`]);
  const cookieName = `lan-toa-${String(port)}`;
  const session = newSecret();
  const sessionDigest = digest(session);
  const unused = new Set<string>();

  const isKnown = (request: IncomingMessage): boolean =>
    cookies(request, cookieName).some((value) => timingSafeEqual(digest(value), sessionDigest));

  /** Compared by digest, so that the time taken tells nothing about the token. */
  const exchange = (token: string): boolean => unused.delete(digest(token).toString('hex'));

  return {
    newAddress() {
      const token = newSecret();
      unused.add(digest(token).toString('hex'));
      return `http://127.0.0.1:${String(port)}/?token=${token}`;
    },
    check(request) {
      if (!hosts.has(request.headers.host ?? '') || !isOwnOrigin(request) || !isOwnSite(request)) {
        return { type: 'refused', reason: 'foreign' };
      }
      const token = tokenOf(request);
      if (token !== undefined && !isKnown(request)) {
        if (!exchange(token)) return { type: 'refused', reason: 'used' };
        const rights = `HttpOnly; SameSite=Strict; Path=/; Max-Age=${String(cookieLife)}`;
        return { type: 'welcome', cookie: `${cookieName}=${session}; ${rights}` };
      }
      return isKnown(request) ? { type: 'allowed' } : { type: 'refused', reason: 'unknown' };
    },
  };
}

/** The token of `GET /?token=...`, and of no other request. */
function tokenOf(request: IncomingMessage): string | undefined {
  const [path, query] = (request.url ?? '').split('?', 2);
  if (request.method !== 'GET' || path !== '/' || query === undefined) return undefined;
  return new URLSearchParams(query).get('token') ?? undefined;
}
