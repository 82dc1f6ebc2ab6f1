import type { Attachment } from '#shared/model/practice';

/** What browsers show and the reader lets through. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

export const isPicture = ({ mediaType }: Pick<Attachment, 'mediaType'>): boolean =>
  pictureTypes.some((type) => type === mediaType);
