export const scheme = 'app';
/** A standard scheme has a host, and so an origin that the page's policy can call 'self'. */
const pageHost = 'lan-toa';
export const pageAddress = `${scheme}://${pageHost}/`;

/** Whether an address is the program's own page, at whatever place in it; not one of its files. */
export function isOwnPage(address: string): boolean {
  const [page] = address.split('#', 1);
  return page === pageAddress;
}

/** Whether an address is served by the program itself. */
export function isOwnAddress(address: string): boolean {
  return address.startsWith(pageAddress);
}
