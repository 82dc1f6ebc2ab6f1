/** Pictures that a page may show: they cannot carry script (shared/security.ts serves no others inline). */
const pictures = /^image\/(?:png|jpeg|gif|webp)$/;
const textEndings = new Set(['txt', 'md', 'csv']);

export type PreviewKind = 'picture' | 'pdf' | 'text';

/** The ending of a file name in lower case, without the dot; empty where there is none. */
export function endingOf(file: string): string {
  return /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
}

/** How a file can be shown inside the program; null where it cannot. */
export function previewKind({ file, mediaType }: { file: string; mediaType: string }): PreviewKind | null {
  if (pictures.test(mediaType)) return 'picture';
  const ending = endingOf(file);
  if (ending === 'pdf') return 'pdf';
  return textEndings.has(ending) ? 'text' : null;
}

/**
 * Endings of files that run when they are opened. Source: Microsoft, "Blocked attachments in Outlook" (the list that
 * Outlook never opens), and the Office formats that may hold macros (Microsoft, "File formats supported by Office").
 */
const running = new Set(
  [
    'ade adp app appcontent-ms appref-ms appx appxbundle asp aspx asx bas bat bgi cab cer chm cmd cnt com cpl crt csh',
    'der diagcab dll drv exe fon fxp gadget grp hlp hpj hta htc inf ins iso isp its jar jnlp js jse ksh lnk mad maf mag',
    'mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz msc mshxml msi msix msp mst msu ocx ops osd pcd pif pl',
    'plg prf prg ps1 ps2 psc1 psc2 pst py pyc pyw pyz pyzw reg scf scr sct settingcontent-ms sh shb shs sys theme',
    'tmp udl url vb vbe vbp vbs vhd vhdx vsmacros vsw website ws wsc wsf wsh xbap xll xnk',
    'docm dotm xlsm xltm xlsb xlam pptm potm ppam ppsm sldm accdb accde desktop appimage deb rpm run command',
  ].flatMap((line) => line.split(' ')),
);

/** Whether opening the file could run a program or a macro: such a file is never handed to the system. */
export function runsWhenOpened(file: string): boolean {
  return running.has(endingOf(file));
}
