import { tick } from 'svelte';
import { jumpTo, jumpToPlace } from '#renderer/views/editor/input-id';
import type { PanelPart } from '#renderer/views/editor/side-panel';

/** What stands in the place of the fields, where there is no room beside the text, and how the keyboard gets there and back. */
export class EditorPanel {
  part = $state<PanelPart | null>(null);

  /** Opens a part and goes there; null closes what is open. */
  async show(part: PanelPart | null): Promise<void> {
    if (part === null) {
      this.close();
      return;
    }
    this.part = part;
    await tick();
    const shown = document.getElementById(part === 'comments' ? 'write-comments' : 'write-panel');
    shown?.focus({ preventScroll: true });
    shown?.scrollIntoView({ block: 'nearest' });
  }

  close(): void {
    const button = document.getElementById(`write-${this.part ?? 'checklist'}-button`);
    this.part = null;
    button?.focus();
  }

  /** Goes to a field or section, which is uncovered first. */
  async toInput(at: string): Promise<void> {
    await this.#uncover(at);
    jumpTo(at);
  }

  async toPlace(place: string): Promise<void> {
    await this.#uncover(place);
    jumpToPlace(place);
  }

  /** Sections stand beside the panel; a field can be gone to only where the fields are. */
  async #uncover(place: string): Promise<void> {
    if (!place.startsWith('section')) this.part = null;
    await tick();
  }
}
