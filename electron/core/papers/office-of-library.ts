import { derivedLetterhead } from '#core/papers/derived-letterhead';
import { emptyLetterhead, readLetterhead } from '#core/papers/letterhead-file';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Messages } from '#shared/messages/messages';
import type { Province } from '#shared/model/province';
import { type OfficeOnPaper, officeOnPaper } from '#shared/paper/office-on-paper';
import type { Signer } from '#shared/paper/official-words';

/** What stands on every paper of the open library's office; `signer` counts from 0 among those of its letterhead. */
export async function officeOfLibrary(
  library: OpenedLibrary,
  provinces: ReadonlyMap<string, Province>,
  messages: Messages,
  signer = 0,
): Promise<{ office: OfficeOnPaper; signer: Signer }> {
  const letterhead = (await readLetterhead(library))?.value ?? emptyLetterhead();
  const derived = await derivedLetterhead(library, provinces, messages.report.parent);
  const office = officeOnPaper({ letterhead, derived }, messages.call.paper.signer);
  return { office, signer: letterhead.signers[signer] ?? office.signer };
}
