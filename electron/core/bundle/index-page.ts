import { createHash } from 'node:crypto';
import type { BundlePart, Issuer } from '#core/bundle/bundle-name';
import type { Words } from '#core/bundle/field-text';
import { endedStyle, indexPageStyle } from '#core/bundle/index-page-style';
import { articleHtml } from '#core/bundle/index-page-article';
import { escapeHtml, markdownToHtml } from '#core/bundle/markdown-html';
import { vietnamDate } from '#core/bundle/vietnam-date';
import type { PracticeDocument } from '#core/practices/document';
import { desk } from '#shared/messages/vi/desk';
import { statements } from '#shared/messages/vi/statements';
import type { BundlePaper } from '#shared/model/bundle';
import { formatPeriod, type Period } from '#shared/model/period';
import type { FrontMatter } from '#shared/model/practice';
import type { Discontinued } from '#shared/paper/discontinued';
import { enclosedAbout, enclosedPaper } from '#shared/paper/parcel-paper';

export interface IndexPageContent {
  readonly issuer: Issuer;
  readonly period: Period;
  readonly number: number;
  readonly place: BundlePart;
  readonly issuedAt: string;
  readonly foreword: string;
  /** As bundle.json lists them; they lie in papers/ beside the page. */
  readonly papers: readonly { readonly entry: BundlePaper }[];
  /** Texts are read when their turn comes: all of them at once would fill the memory. */
  readonly practices: readonly {
    readonly frontMatter: FrontMatter;
    /** Where its origin no longer recommends it. */
    readonly discontinued?: Discontinued;
    document(): Promise<PracticeDocument>;
  }[];
}

/** Nothing runs, nothing is loaded but this style and pictures beside the page (`file:` for browsers whose 'self' leaves files out). */
function policy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'";
  return `${nothing}; img-src 'self' file:; style-src 'sha256-${hash}'`;
}

/**
 * data/index.html: all practices readable in any browser, without scripts and without network. Piece by piece, so that
 * hundreds of practices neither fill the memory nor hold up others. In Vietnamese; each practice in its own language.
 */
export async function* indexPage(
  content: IndexPageContent,
  words: { vi: Words; en: Words },
): AsyncGenerator<string> {
  yield head(content);
  yield cover(content);
  yield papersHtml(content);
  yield contents(content, words.vi);
  yield '<main>\n';
  for (const [index, practice] of content.practices.entries()) {
    const { frontMatter, discontinued } = practice;
    yield articleHtml(await practice.document(), index + 1, words[frontMatter.language], discontinued);
    await new Promise((resolve) => setImmediate(resolve));
  }
  yield `</main>\n${footer}</div>\n</body>\n</html>\n`;
}

function head({ issuer, period, practices }: IndexPageContent): string {
  const isEnded = practices.some(({ discontinued }) => discontinued);
  const style = isEnded ? indexPageStyle + endedStyle : indexPageStyle;
  const title = escapeHtml(`Cách làm hay ${formatPeriod(period, 'vi')} – ${issuer.name}`);
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy(style))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<div class="sheet">
`;
}

function cover({ issuer, period, number, place, issuedAt, foreword, practices }: IndexPageContent): string {
  const facts = [
    `Số ${String(number).padStart(2, '0')}`,
    ...(place.parts === 1 ? [] : [`phần ${String(place.part)}/${String(place.parts)}`]),
    `ngày ${vietnamDate(issuedAt).split('-').reverse().join('/')}`,
    `${String(practices.length)} bài`,
  ].join(' · ');
  const opening =
    foreword.trim() === ''
      ? ''
      : `<h2 class="part">Lời giới thiệu</h2>\n${markdownToHtml(foreword, new Map())}\n`;
  return `<header class="cover">
<p class="plain issuer">${escapeHtml(issuer.name)}</p>
<h1>Cách làm hay<br>${escapeHtml(formatPeriod(period, 'vi'))}</h1>
<p class="plain">${escapeHtml(facts)}</p>
</header>
${opening}`;
}

/** The signed papers that travel with the page, and the list of what is enclosed. */
function papersHtml({ papers }: IndexPageContent): string {
  if (papers.length === 0) return '';
  const items = papers.map(({ entry }) => {
    const more = [entry.type === 'enclosed-list' ? '' : entry.subject, enclosedAbout(entry, desk.papers)];
    const line = escapeHtml(more.filter(Boolean).join(' · '));
    const where = line === '' ? '' : `<span class="where">${line}</span>`;
    return `<li><a href="papers/${encodeURIComponent(entry.file)}">${escapeHtml(enclosedPaper(entry, desk.papers))}</a>${where}</li>`;
  });
  return `<section>\n<h2 class="part">${escapeHtml(desk.papers.title)}</h2>\n<ul class="files">\n${items.join('\n')}\n</ul>\n</section>\n`;
}

function contents({ practices }: IndexPageContent, words: Words): string {
  const items = practices.map(({ frontMatter, discontinued }, index) => {
    const { title = words.practice.untitled, office = '', province, period } = frontMatter;
    const where = [office, province && words.province(province), period && formatPeriod(period, 'vi')];
    const line = escapeHtml(where.filter(Boolean).join(' · '));
    const ended = discontinued ? `<span class="ended">${escapeHtml(statements.discontinued)}</span>` : '';
    const lang = frontMatter.language === 'vi' ? '' : ` lang="${frontMatter.language}"`;
    return `<li><a href="#bai-${String(index + 1)}"${lang}>${escapeHtml(title)}</a><span class="where">${line}</span>${ended}</li>`;
  });
  return `<nav id="muc-luc" aria-label="Mục lục">\n<h2 class="part">Mục lục</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</nav>\n`;
}

const footer = `<footer>
<p>Mỗi bài giữ nguyên nội dung của đơn vị viết. Muốn tra cứu, so sánh và lưu vào kho của đơn vị mình, mở gói này bằng chương trình Lan Tỏa, mục “Gửi – Nhận”.</p>
</footer>
`;
