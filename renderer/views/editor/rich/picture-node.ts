import { Image } from '@tiptap/extension-image';

export interface PictureOptions {
  /** Where the picture of that file name can be had; undefined when it is no attachment of the practice. */
  readonly address: (file: string) => string | undefined;
  /** Stands where there is no picture. */
  readonly missing: () => string;
  /** Stands below a picture without a caption, to ask for one. */
  readonly noCaption: () => string;
}

/** The name of the attachment that a picture's source names. */
export const pictureFile = (source: string): string => source.replace(/^(?:\.\/)?attachments\//, '');

/** A picture of the practice's attachments with its caption; a block of its own. */
export const createPicture = ({ address, missing, noCaption }: PictureOptions) =>
  Image.extend({
    addAttributes: () => ({ src: { default: '' }, alt: { default: '' }, title: { default: null } }),
    addInputRules: () => [],
    parseHTML: () => [
      {
        tag: 'figure[data-picture]',
        getAttrs: (element) => ({
          src: element.getAttribute('data-picture'),
          alt: element.querySelector('figcaption')?.textContent ?? '',
          title: element.getAttribute('title'),
        }),
      },
    ],
    renderHTML({ node }) {
      const { src, alt, title } = node.attrs as { src: string; alt: string; title: string | null };
      const from = address(pictureFile(src));
      const shown =
        from === undefined ? ['span', { class: 'no-picture' }, missing()] : ['img', { src: from, alt }];
      return [
        'figure',
        { 'data-picture': src, ...(title === null ? {} : { title }) },
        shown,
        // As an attribute: it is no text of the picture, nor of what is copied.
        alt === '' ? ['figcaption', { 'data-ask': noCaption() }] : ['figcaption', alt],
      ];
    },
  });
