import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNearVietnam, parseCoordinates } from '#shared/model/coordinates';

const haiPhong = { latitude: 20.8449, longitude: 106.6881 };

describe('a place copied from elsewhere', () => {
  it.each([
    '20.8449, 106.6881',
    '(20.8449,106.6881)',
    ' 20.8449 106.6881 ',
    '20,8449; 106,6881',
    '20,8449 106,6881',
    '20,8449, 106,6881',
    'https://www.google.com/maps/@20.8449,106.6881,15z',
    'https://www.google.com/maps/place/X/@21.1,106.1,17z/data=!3m1!4b1!4m6!3d20.8449!4d106.6881',
    'https://maps.google.com/?q=20.8449,106.6881',
    'https://www.google.com/maps/search/?api=1&query=20.8449%2C106.6881',
  ])('%s', (text) => {
    expect(parseCoordinates(text)).toEqual(haiPhong);
  });

  it.each(['20°50\'41"N 106°41\'17"E', '20°50’41”B, 106°41’17”Đ', "20º50'41''N 106º41'17''E"])(
    '%s',
    (text) => {
      expect(parseCoordinates(text)).toEqual({ latitude: 20.844722, longitude: 106.688056 });
    },
  );

  it.each([
    '',
    '20.8449',
    '91, 10',
    '10, 181',
    'Hải Phòng',
    '1.2.3, 4',
    'https://maps.app.goo.gl/abc',
    '20,8449,106,6881',
  ])('nothing in %j', (text) => {
    expect(parseCoordinates(text)).toBeUndefined();
  });

  it('reads every decimal pair back', () => {
    const part = (most: number): fc.Arbitrary<number> =>
      fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((value) => value / 1e6);
    fc.assert(
      fc.property(part(90), part(180), (latitude, longitude) => {
        fc.pre(!/e/.test(`${String(latitude)}${String(longitude)}`));
        const read = parseCoordinates(`${String(latitude)}, ${String(longitude)}`);
        expect(read?.latitude).toBeCloseTo(latitude, 6);
        expect(read?.longitude).toBeCloseTo(longitude, 6);
      }),
    );
  });

  it('tells a place that cannot be meant', () => {
    expect(isNearVietnam(haiPhong)).toBe(true);
    expect(isNearVietnam({ latitude: 8.6449, longitude: 111.9197 })).toBe(true);
    expect(isNearVietnam({ latitude: 106.6881 - 90, longitude: 20.8449 })).toBe(false);
  });
});
