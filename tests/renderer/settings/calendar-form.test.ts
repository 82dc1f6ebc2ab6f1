import { expect, it } from 'vitest';
import { CalendarForm } from '#renderer/views/settings/calendar-form.svelte';
import { defaultCalendar } from '#shared/model/reporting-calendar';
import { FakeBackend } from '#tests/support/fake-backend';

function backend(): { saved: unknown[]; backend: FakeBackend } {
  const saved: unknown[] = [];
  let calendar = defaultCalendar('1.0');
  return {
    saved,
    backend: new FakeBackend({
      answers: {
        'calendar.get': () => Promise.resolve({ calendar, hash: null }),
        'calendar.save': (input) => {
          saved.push(input.calendar);
          calendar = { format: '1.0', ...input.calendar };
          return Promise.resolve({ type: 'saved', calendar, hash: 'a'.repeat(64) });
        },
      },
    }),
  };
}

it('saves what can be read, keeps what cannot, and asks nothing where nothing changed', async () => {
  const { saved, backend: host } = backend();
  let told = 0;
  const form = new CalendarForm(host, () => (told += 1));
  await form.load();
  expect(form.holidays).toBe('01/01\n30/04\n01/05\n02/09');
  form.holidays = '30/4\n31/2/2026';
  form.putDays('holidays');
  expect(form.wrong.holidays).toBe('31/2/2026');
  await form.put({ levels: 2 });
  expect(form.holidays).toBe('30/4\n31/2/2026');
  form.holidays = '30/4\n17/02/2026';
  form.putDays('holidays');
  form.workdays = '30/4';
  form.putDays('workdays');
  expect(form.wrong.workdays).toBe('30/04');
  form.reminders = '5; x';
  form.putReminders();
  expect(form.remindersWrong).toBe(true);
  await form.put({ levels: 2 });
  expect(saved).toMatchObject([
    { levels: 2, holidays: defaultCalendar('1.0').holidays },
    { levels: 2, holidays: ['--04-30', '2026-02-17'] },
  ]);
  expect(told).toBe(2);
});

it('leaves what is typed while another part is being saved', async () => {
  const { saved, backend: host } = backend();
  const form = new CalendarForm(host, () => undefined);
  await form.load();
  const saving = form.put({ levels: 2 });
  await Promise.resolve();
  form.reminders = '9';
  form.workdays = '5/9/2026';
  await saving;
  expect([form.reminders, form.workdays]).toEqual(['9', '5/9/2026']);
  form.putReminders();
  form.putDays('workdays');
  await form.put({});
  expect(saved.at(-1)).toMatchObject({ levels: 2, reminders: [9], workdays: ['2026-09-05'] });
  expect(form.workdays).toBe('05/09/2026');
});

it('leaves in its field what cannot be read or was not saved, whatever else is saved', async () => {
  const { saved, backend: host } = backend();
  const form = new CalendarForm(host, () => undefined);
  await form.load();
  form.reminders = '5; x';
  form.putReminders();
  form.beforeBriefing = '';
  form.putBeforeBriefing();
  form.workdays = '5/9/2026';
  await form.put({ levels: 2 });
  expect([form.reminders, form.beforeBriefing, form.workdays]).toEqual(['5; x', '', '5/9/2026']);
  form.putDays('workdays');
  await form.put({ levels: 1 });
  expect(form.workdays).toBe('05/09/2026');
  expect(saved).toHaveLength(3);
});

it('adds the fixed holidays to what is typed and being saved', async () => {
  const { saved, backend: host } = backend();
  const form = new CalendarForm(host, () => undefined);
  await form.load();
  form.holidays = '17/02/2026';
  form.putDays('holidays');
  form.addFixed();
  await form.put({});
  expect(saved.at(-1)).toMatchObject({ holidays: ['2026-02-17', ...defaultCalendar('1.0').holidays] });
  expect(form.holidays).toContain('17/02/2026');
});
