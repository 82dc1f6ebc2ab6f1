/** A picture, unpacked: colours of 8 bits, row after row from the upper left. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Each pixel: one byte of grey or of a place in the palette, or three of red, green and blue. */
  readonly samples: Uint8Array;
  readonly channels: 1 | 3;
  /** Three bytes a colour. */
  readonly palette?: Uint8Array;
  /** A byte a pixel, 255 where nothing shines through; absent where nothing does anywhere. */
  readonly alpha?: Uint8Array;
}
