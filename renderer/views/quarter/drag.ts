/** Type of what is dragged between the lists, so that files and texts from elsewhere are not taken for it. */
const type = 'application/x-lan-toa-practice';

/** Type of a group's name that is dragged to another place. */
const groupType = 'application/x-lan-toa-group';

export function startGroupDrag(event: DragEvent, key: string): void {
  event.dataTransfer?.setData(groupType, key);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
}

/** True while the name of a group is dragged over. */
export function isGroupDrag(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes(groupType) ?? false;
}

/** Field of the group that was dropped; undefined for anything else. The field of a group without one is empty. */
export function droppedGroup(event: DragEvent): string | undefined {
  return isGroupDrag(event) ? event.dataTransfer?.getData(groupType) : undefined;
}

export function startDrag(event: DragEvent, id: string): void {
  event.dataTransfer?.setData(type, id);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
}

/** True while one of our practices is dragged over. */
export function isPracticeDrag(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes(type) ?? false;
}

/** Id of the practice that was dropped; empty for anything else. */
export function droppedPractice(event: DragEvent): string {
  return event.dataTransfer?.getData(type) ?? '';
}

/** True when the pointer is over the lower half of the element: a drop goes behind it. */
export function isLowerHalf(event: DragEvent): boolean {
  if (!(event.currentTarget instanceof HTMLElement)) return false;
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return event.clientY > top + height / 2;
}
