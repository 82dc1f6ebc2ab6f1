import type { Application } from '#renderer/state/application.svelte';
import type { LibraryPlace } from '#renderer/views/settings/finding-groups';
import { formatPeriod } from '#shared/model/period';

/** What a person calls one of the library's own files. */
export function placeName(place: LibraryPlace, app: Pick<Application, 'messages' | 'language'>): string {
  const { places } = app.messages.care.check;
  if (place.type === 'compilation') return places.compilation(formatPeriod(place.period, app.language));
  return places[place.type];
}
