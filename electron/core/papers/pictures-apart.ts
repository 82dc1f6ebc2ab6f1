import type { Image, ImageReference, PhrasingContent } from 'mdast';
import type { PaperPicture } from '#core/papers/paper-picture';
import { fileOf, type TextSurroundings } from '#core/papers/text-surroundings';

export interface ShownPicture {
  readonly picture: PaperPicture;
  readonly caption: string;
}

/** The attachment that a picture of a text is, if there is one to show. */
export function pictureOf(
  node: Image | ImageReference,
  { pictures, addresses }: Pick<TextSurroundings, 'pictures' | 'addresses'>,
): PaperPicture | null | undefined {
  return pictures.get(fileOf(node.type === 'image' ? node.url : (addresses.get(node.identifier) ?? '')));
}

/**
 * A text without the pictures that can be shown, and these in their order: on paper each stands by itself behind what it was
 * written in, also one in the middle of a sentence or in a cell.
 */
export function picturesApart(
  nodes: readonly PhrasingContent[],
  around: Pick<TextSurroundings, 'pictures' | 'addresses'>,
): { readonly text: PhrasingContent[]; readonly pictures: ShownPicture[] } {
  const pictures: ShownPicture[] = [];
  const text = without(nodes, (node) => {
    const picture = pictureOf(node, around);
    if (picture) pictures.push({ picture, caption: node.alt ?? '' });
    return Boolean(picture);
  });
  return { text, pictures };
}

function without(
  nodes: readonly PhrasingContent[],
  takes: (node: Image | ImageReference) => boolean,
): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (node.type === 'image' || node.type === 'imageReference') return takes(node) ? [] : [node];
    if (!('children' in node)) return [node];
    return [{ ...node, children: without(node.children, takes) }];
  });
}

/** Nothing to be seen is left of it. */
export const isEmptyText = (nodes: readonly PhrasingContent[]): boolean =>
  nodes.every((node) =>
    'children' in node ? isEmptyText(node.children) : 'value' in node && node.value.trim() === '',
  );
