import { inputId } from '#renderer/views/editor/input-id';
import { type SectionKey, sectionKeys } from '#shared/model/section';

/** The parts of the editor in the order in which F6 goes through them. */
const regions = [':scope > header', '.fields', '.sections', '#write-panel'];
const inText = '.sections :is(textarea, [role=textbox], .reading-box)';
const first: Readonly<Record<string, string>> = {
  ':scope > header': 'a[href], button',
  '.fields': 'input, textarea, select, button, a[href]',
  '.sections': inText,
};

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;

function enter(region: HTMLElement, name: string, last: HTMLElement | undefined): void {
  const isThere = last?.isConnected === true && region.contains(last) && isShown(last);
  const selector = first[name];
  const inside =
    selector === undefined
      ? undefined
      : [...region.ownerDocument.querySelectorAll<HTMLElement>(selector)].find(
          (element) => region.contains(element) && !element.matches(':disabled') && isShown(element),
        );
  (isThere ? last : (inside ?? region)).focus();
}

/** Puts the keyboard into the first section. */
export function goToText(): void {
  document.querySelector<HTMLElement>(inText)?.focus();
}

/** The digit that goes with Alt to a section: 1 to 9, then 0. */
export const sectionDigit = (section: SectionKey): string => String((sectionKeys.indexOf(section) + 1) % 10);

function goToSection(digit: string): boolean {
  const section = sectionKeys.find((key) => sectionDigit(key) === digit);
  const box = section && document.getElementById(inputId(`section.${section}`));
  if (!box) return false;
  box.focus({ preventScroll: true });
  document.getElementById(`${box.id}-heading`)?.scrollIntoView({ block: 'start' });
  return true;
}

/**
 * F6 and Shift+F6 go round the parts of the editor, back to where the keyboard was last in each; Alt with a digit goes to a
 * section. Returns the function that ends it.
 */
export function regionKeys(root: HTMLElement): () => void {
  const last = new Map<string, HTMLElement>();
  const shown = (): { name: string; region: HTMLElement }[] =>
    regions.flatMap((name) => {
      const region = root.querySelector<HTMLElement>(name);
      return region && isShown(region) ? [{ name, region }] : [];
    });
  const here = (all: ReturnType<typeof shown>): number =>
    all.findIndex(({ region }) => region.contains(document.activeElement));
  const note = (event: FocusEvent): void => {
    const all = shown();
    const at = all[here(all)];
    if (at && event.target instanceof HTMLElement) last.set(at.name, event.target);
  };
  const go = (back: boolean): void => {
    const all = shown();
    const at = here(all);
    const next = back ? (at < 0 ? all.length : at) - 1 : at + 1;
    const goal = all[(next + all.length) % all.length];
    if (goal) enter(goal.region, goal.name, last.get(goal.name));
  };
  const key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.isComposing || document.querySelector('dialog[open]')) return;
    const digit = /^Digit(\d)$/.exec(event.code)?.[1];
    if (event.key === 'F6' && !event.altKey) go(event.shiftKey);
    else if (!event.altKey || event.shiftKey || digit === undefined || !goToSection(digit)) return;
    event.preventDefault();
  };
  root.addEventListener('focusin', note);
  window.addEventListener('keydown', key);
  return () => {
    root.removeEventListener('focusin', note);
    window.removeEventListener('keydown', key);
  };
}
