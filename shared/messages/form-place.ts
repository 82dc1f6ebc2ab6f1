import type { Messages } from '#shared/messages/messages';
import type { FormPlace } from '#shared/model/form';

/** The name of a place in a form, as its own words have it in this language. */
export function placeName(place: FormPlace, { paper, places }: Messages['forms']): string {
  switch (place.of) {
    case 'label':
      return paper.labels[place.key];
    case 'results':
    case 'legalBasis':
      return `${paper.parts[place.of]}, ${places.row(String(place.row))}`;
    case 'nil':
      return paper.nil;
    case 'words':
      return place.text;
    default:
      return places[place.of];
  }
}
