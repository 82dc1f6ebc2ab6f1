import type { Received } from '#core/exchange/quarantine';
import type { Arrival, BundleManifest } from '#shared/model/bundle';
import type { RegisteredPart, RegisterEntry } from '#shared/model/register';

/** By what a parcel is known again; its bytes, where an earlier version did not look further. */
export const digestOf = (file: { sha256: string; tagManifest?: string | undefined }): string =>
  file.tagManifest ?? file.sha256;

/** What parts of one parcel have in common. */
type Parcel = RegisterEntry['parcel'];

/** The same for the parts of one parcel; a parcel of one part is like no other. */
export const partsKeyOf = ({ office, period, number, parts, issuedAt }: Parcel, digest: string): string =>
  parts === 1 ? digest : [office.id, period, number, parts, issuedAt].join(' ');

/** A file that has arrived: it waits in quarantine, or was taken in. */
export interface ArrivedFile extends RegisteredPart {
  readonly parcel: Parcel;
  readonly waiting: boolean;
}

const parcelOf = ({ office, period, number, parts, issuedAt }: BundleManifest): Parcel => ({
  office: { id: office.id, name: office.name },
  ...{ period, number, parts, issuedAt },
});

export function waitingFile({ id, file, manifest, receivedAt, receivedBy }: Received): ArrivedFile {
  return {
    ...{ id, receivedAt, receivedBy, name: file.name, bytes: file.bytes },
    part: manifest.part,
    tagManifest: digestOf(file),
    practices: manifest.practices.map((practice) => ({ id: practice.id, revision: practice.revision })),
    parcel: parcelOf(manifest),
    waiting: true,
  };
}

/** Of what was taken in the register of arrivals knows the practices that were chosen, and not what else there was. */
export function takenInFile({ id, bundle, takenIn, receivedAt, receivedBy }: Arrival): ArrivedFile {
  const { officeId, office, period, number, part, parts, name, bytes } = bundle;
  return {
    ...{ id, part, name, bytes, receivedAt, receivedBy },
    tagManifest: digestOf(bundle),
    practices: takenIn.map((practice) => ({ id: practice.id, revision: practice.revision })),
    parcel: {
      office: { id: officeId, name: office },
      ...{ period, number, parts, issuedAt: bundle.issuedAt ?? receivedAt },
    },
    waiting: false,
  };
}

/** As its line in the register names it. */
export function registeredPart(file: ArrivedFile): RegisteredPart {
  const { id, part, tagManifest, name, bytes, practices, receivedAt, receivedBy } = file;
  return { id, part, tagManifest, name, bytes, practices, receivedAt, receivedBy };
}
