import { numbersIn, type Sections, textsIn } from '#core/search/store/section-file';
import type { SegmentData } from '#core/search/segment/segment-data';

/** A segment as sections of a file. */
export function segmentSections({ documents, fields, ...arrays }: SegmentData): Sections {
  return { size: Uint32Array.of(documents, fields), ...arrays };
}

/** The segment in these sections. Fails with `DamagedFile` where one is missing. */
export function segmentIn(sections: Sections): SegmentData {
  const [documents = 0, fields = 0] = numbersIn(sections, 'size', 'u32');
  const u32 = (name: keyof SegmentData): Uint32Array => numbersIn(sections, name, 'u32');
  return {
    documents,
    fields,
    folded: textsIn(sections, 'folded'),
    exact: textsIn(sections, 'exact'),
    exactStart: u32('exactStart'),
    pairStart: u32('pairStart'),
    pairSecond: u32('pairSecond'),
    postingStart: u32('postingStart'),
    postingDocument: numbersIn(sections, 'postingDocument', 'u16'),
    postingCode: numbersIn(sections, 'postingCode', 'u8'),
    frequencies: numbersIn(sections, 'frequencies', 'u16'),
    exceptionAt: u32('exceptionAt'),
    exceptionRow: u32('exceptionRow'),
    lengths: u32('lengths'),
    streamStart: u32('streamStart'),
    stream: sections['stream'] instanceof Uint16Array ? numbersIn(sections, 'stream', 'u16') : u32('stream'),
  };
}
