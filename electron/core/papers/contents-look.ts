/** Of a table of contents, in points: room for a number of four figures behind a title, and what lies between two entries. */
export const contentsLook = { numberRoom: 36, gap: 3 };
