/** Letters that stand for bytes, as a clipboard gives them. */
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Digits as Word writes them, 64 bytes a line. */
export const hexLines = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/(.{128})/g, '$1\r\n');

type Blip = 'pngblip' | 'jpegblip' | 'emfblip' | 'wmetafile8';

/** A picture as Word writes it: with properties and a unique id inside, and an older form of it behind. */
export function wordPicture(bytes: Uint8Array, blip: Blip, size = 3_000): string {
  const goal = String(size);
  const inside = `\\picscalex100\\picscaley100\\picwgoal${goal}\\pichgoal${goal}\\${blip}\\bliptag-12{\\*\\blipuid 00ff}`;
  const older = `{\\nonshppict{\\pict\\picw9\\wmetafile8 ${hexLines(Buffer.from('old form'))}}}`;
  return `{\\*\\shppict{\\pict{\\*\\picprop\\shplid1{\\sp{\\sn wzName}{\\sv ffd8}}}${inside} ${hexLines(bytes)}}}${older}`;
}

/** A picture with its bytes as they are. */
export const binaryPicture = (bytes: Uint8Array, blip: Blip): string =>
  `{\\pict\\${blip}\\picwgoal900\\pichgoal900\\bin${String(bytes.length)} ${latin(bytes)}}`;

/** An RTF text as Word puts it on the clipboard, with a bullet and a letterhead that are no pictures of the text. */
export const wordRtf = (body: string): string =>
  `{\\rtf1\\ansi\\ansicpg1258\\uc1{\\fonttbl{\\f0 Times New Roman;}}{\\*\\listpicture{\\pict\\pngblip 89504e47}}` +
  `{\\headerr\\pard{\\*\\shppict{\\pict\\pngblip 89504e47}}}\\pard K\\u7871\\'3f \\{qu\\'e1\\} ${body}\\par }`;
