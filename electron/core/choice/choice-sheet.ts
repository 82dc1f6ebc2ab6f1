import { annexSheet, numberCell, type Row, textCell } from '#core/exchange/register/annex-sheet';
import type { ChosenPractice } from '#shared/model/choice';
import { formatNumber } from '#shared/model/number';
import { formatPeriod } from '#shared/model/period';
import { fieldName, type ToldToPaper } from '#shared/paper/choice-paper';

const widths = [6, 40, 24, 11, 18, 15, 16, 30, 18];

/** The choice as an Excel list in its order, in the look of the registers. */
export function choiceSheet(told: ToldToPaper): Promise<Uint8Array> {
  const { messages, language, facts } = told;
  const { choice } = messages;
  const number = (value: number): string => formatNumber(value, language);
  return annexSheet({
    ...{ sheet: `${choice.sheet} ${told.period}`, office: told.office, title: choice.listTitle },
    year: formatPeriod(told.period, language),
    span: choice.listSpan(number(facts.practices), number(facts.ours), number(facts.peers)),
    ...{ columns: choice.listColumns, widths },
    rows: told.practices.map((practice, at) => practiceRow(practice, at + 1, told)),
  });
}

function practiceRow(practice: ChosenPractice, number: number, told: ToldToPaper): Row {
  const { choice, practice: words } = told.messages;
  const { ours, unit, office, evidence, period } = practice;
  return [
    numberCell(number),
    textCell(practice.title || words.untitled),
    textCell(ours && unit !== '' ? unit : office),
    textCell(ours ? choice.own : choice.peer),
    textCell(practice.fields.map((key) => fieldName(told, key)).join('; ')),
    textCell(period === null ? '' : formatPeriod(period, told.language)),
    textCell(evidence === null ? '' : words.evidence[evidence]),
    textCell(practice.proposal.why),
    textCell(practice.proposal.whom),
  ];
}
