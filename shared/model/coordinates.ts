/** WGS 84, degrees. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

const decimal = String.raw`-?\d{1,3}(?:\.\d+)?`;
const pair = new RegExp(String.raw`^\(?(${decimal})°?\s*(?:,|;|\s)\s*(${decimal})°?\)?$`);
/** With a comma before the decimals, as here: only with a semicolon or a space between the two. */
const commaPair = /^\(?(-?\d{1,3},\d+)°?(?:\s*;\s*|\s+|,\s+)(-?\d{1,3},\d+)°?\)?$/;
const degrees =
  /^(\d{1,3})\s*[°º]\s*(?:(\d{1,2})\s*['’′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|”|″|'')\s*)?(N|S|B)[,;\s]+(\d{1,3})\s*[°º]\s*(?:(\d{1,2})\s*['’′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|”|″|'')\s*)?(E|W|Đ)$/iu;
const inLink = [
  new RegExp(`!3d(${decimal})!4d(${decimal})`),
  new RegExp(
    `[?&](?:q|ll|query|center|destination)=(?:loc:)?(${decimal})(?:,|%2C)\\+?(?:%20)?(${decimal})`,
    'i',
  ),
  new RegExp(`@(${decimal}),(${decimal})`),
];

const number = (text: string | undefined): number => Number((text ?? '0').replace(',', '.'));

function checked(latitude: number, longitude: number): Coordinates | undefined {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  const round = (value: number): number => Math.round(value * 1e6) / 1e6;
  return { latitude: round(latitude), longitude: round(longitude) };
}

/**
 * Reads a place as it is copied from maps and phones: `20.8449, 106.6881`, `20,8449; 106,6881`,
 * `20°50'41"N 106°41'17"E` (also B and Đ), a Google Maps link. Undefined for everything else, short links among it.
 */
export function parseCoordinates(typed: string): Coordinates | undefined {
  const text = typed.trim().normalize('NFC').slice(0, 2_000);
  if (/^https?:\/\//i.test(text)) {
    const link = inLink.map((form) => form.exec(text)).find((match) => match !== null);
    return link ? checked(number(link[1]), number(link[2])) : undefined;
  }
  const plain = pair.exec(text) ?? commaPair.exec(text);
  if (plain) return checked(number(plain[1]), number(plain[2]));
  const match = degrees.exec(text);
  if (!match) return undefined;
  const angle = (at: number): number =>
    number(match[at]) + number(match[at + 1]) / 60 + number(match[at + 2]) / 3_600;
  const south = /s/i.test(match[4] ?? '') ? -1 : 1;
  const west = /w/i.test(match[8] ?? '') ? -1 : 1;
  return checked(south * angle(1), west * angle(5));
}

/** Within the box around Vietnam, its islands among it; neighbours lie in it too, so it only tells slips. */
export function isNearVietnam({ latitude, longitude }: Coordinates): boolean {
  return latitude >= 6 && latitude <= 23.5 && longitude >= 102 && longitude <= 118;
}
