import { describe, expect, it } from 'vitest';
import { parseQuery } from '#core/search/parsed-query';
import { isQuestion, withoutNames } from '#core/search/ranking/questions';
import { weighed } from '#core/search/ranking/weighed-words';
import { query, sample, searcherWith } from '#tests/core/search/samples';

/** Words with the share that they got, in the order typed. */
function shares(text: string): string[] {
  const typed = withoutNames(text, parseQuery(text));
  return weighed(typed, isQuestion(text, typed)).words.flatMap(({ typed: word, boost }) =>
    boost === undefined ? [] : [`${word} ${String(boost)}`],
  );
}

const others = Array.from({ length: 40 }, (_, at) =>
  sample({ sections: `đề án thứ ${String(at)} về quản lý đất đai và phát triển du lịch` }),
);

async function first(documents: readonly ReturnType<typeof sample>[], asked: string): Promise<string> {
  const { hits } = await searcherWith([...documents, ...others]).query(query(asked));
  return hits[0]?.id ?? '';
}

describe('words of a query', () => {
  it('count half where they only ask', () => {
    expect(shares('ngầm hóa tốn bao nhiêu tiền?')).toEqual(['bao 0.5', 'nhiêu 0.5']);
    expect(shares('ngam hoa ton bao nhieu tien?')).toEqual(['bao 0.5', 'nhieu 0.5']);
    expect(shares('ai làm gì khi nào?')).toEqual(['ai 0.5', 'gì 0.5', 'khi 0.5', 'nào 0.5']);
    // Without accents these are đầu, máy, sao as well.
    expect(shares('dau may sao chep?')).toEqual([]);
  });

  it('count as ever where nobody asks, where they are others, and as an abbreviation', () => {
    expect(shares('bao nhiêu ')).toEqual([]);
    expect(shares('cấp bản sao đầu tiên cho ái nữ não bộ?')).toEqual([]);
    expect(shares('ứng dụng AI trong quản lý đất đai thế nào?')).toEqual(['thế 0.5', 'nào 0.5']);
  });

  it('count as a pair besides where one piece is a whole word: a name, a number, an abbreviation', () => {
    expect(shares('Đắk Lắk Kon Plông 2024 UBND Covid nghiêng khuya khuỷu quyết giếng gìn ')).toEqual([
      'Plông 1.7',
      '2024 1.7',
      'UBND 1.7',
      'Covid 1.7',
    ]);
    expect(shares('covid^2 ')).toEqual(['covid^2 3.4']);
    // What is still being typed is not known to be one.
    expect(shares('ngh')).toEqual([]);
  });

  it('that ask bring no text to the front for having them', async () => {
    const asking = sample({ id: 'asking', sections: 'hỏi đáp: dự án gì, dự án nào, ai làm dự án gì' });
    const answer = sample({ id: 'answer', sections: 'dự án ngầm hóa cáp của sở gồm ba giai đoạn' });
    expect(await first([asking, answer], 'dự án ngầm hóa gồm gì?')).toBe('answer');
  });

  it('that are a name outweigh a common word of two syllables', async () => {
    const named = sample({ id: 'named', sections: 'Sở giới thiệu nền tảng Telehealth cho các xã' });
    const common = Array.from({ length: 3 }, (_, at) =>
      sample({ id: `common${String(at)}`, sections: 'bảng thống kê do sở phát hiện và gửi các xã' }),
    );
    expect(await first([...common, named], 'Telehealth được phát hiện?')).toBe('named');
  });

  it('in quotation marks only name something in a question', async () => {
    const answer = sample({ id: 'answer', sections: 'dự án ngầm hóa cáp viễn thông tốn ba tỷ đồng' });
    expect(await first([answer], 'dự án “ngầm hóa lưới cáp” tốn mấy tỷ đồng?')).toBe('answer');
    const strict = await searcherWith([answer, ...others]).query(query('"ngầm hóa lưới cáp"?'));
    expect(strict.hits).toEqual([]);
    const none = await searcherWith([answer, ...others]).query(
      query('dự án tốn tỷ đồng "ngầm hóa lưới cáp"'),
    );
    expect(none.hits).toEqual([]);
  });
});
