import { describe, expect, it } from 'vitest';
import { CompareChoice } from '#renderer/state/compare-choice.svelte';

const practice = (id: string) => ({ id, title: `Bài ${id}` });

describe('practices chosen to be compared', () => {
  it('are four at most; one too many is said and leaves them as they are', () => {
    const choice = new CompareChoice();
    for (const id of ['a', 'b', 'c', 'd', 'e']) choice.toggle(practice(id));
    expect([choice.ids, choice.full]).toEqual([['a', 'b', 'c', 'd'], true]);
    choice.toggle(practice('b'));
    expect([choice.ids, choice.full]).toEqual([['a', 'c', 'd'], false]);
    choice.toggle(practice('e'));
    expect(choice.has('e')).toBe(true);
    choice.clear();
    expect(choice.ids).toEqual([]);
  });
});
