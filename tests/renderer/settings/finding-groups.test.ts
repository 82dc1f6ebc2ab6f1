import { describe, expect, it } from 'vitest';
import { groupFindings, placeOf } from '#renderer/views/settings/finding-groups';
import type { Finding } from '#shared/model/care';

const finding = (facts: Partial<Finding>): Finding => ({
  id: 'x',
  code: 'history-damaged',
  path: 'practices/a/history/x/practice.md',
  practiceId: 'a',
  title: '',
  name: '',
  level: 'bad',
  repair: null,
  detail: '',
  ...facts,
});

describe('findings by what they are about', () => {
  it('stand together, the same trouble once with its number and names', () => {
    const missing = { code: 'attachment-missing', repair: 'history' } as const;
    const groups = groupFindings([
      finding({}),
      finding({ practiceId: 'constructor', title: 'Khác', path: 'practices/constructor/work.json' }),
      finding({ title: 'Ngầm hóa cáp', detail: 'line 3' }),
      finding({ ...missing, name: 'Đề án' }),
      finding({ ...missing, name: 'Ảnh' }),
      finding({ practiceId: null, path: 'changes/x.json', code: 'file-unreadable' }),
    ]);
    expect(
      groups.map(({ title, troubles }) => [title, troubles.map(({ code, count }) => [code, count])]),
    ).toEqual([
      [
        'Ngầm hóa cáp',
        [
          ['history-damaged', 2],
          ['attachment-missing', 2],
        ],
      ],
      ['Khác', [['history-damaged', 1]]],
      ['', [['file-unreadable', 1]]],
    ]);
    expect(groups[0]?.troubles[1]?.names).toEqual(['Đề án', 'Ảnh']);
    expect(groups[0]?.details.split('\n')).toContain('    line 3');
  });

  it('know the library’s own files by a word', () => {
    expect(placeOf('compilations/2026-Q3/compilation.json')).toEqual({
      type: 'compilation',
      period: '2026-Q3',
    });
    expect(placeOf('office.json')).toEqual({ type: 'office' });
    expect(placeOf('exchange/arrivals/x.json')).toEqual({ type: 'arrivals' });
    expect(placeOf('Ghi chú.txt')).toEqual({ type: 'library' });
  });
});
