// What became of a grant's rights: events, holders, and lapses that await a document.
import { html, nothing } from 'lit';
import { amount, count } from '../../parts/format.js';
import { to } from '../../parts/router.js';
import { saidIn } from '../../parts/said.js';
import { empty } from '../../parts/states.js';
import { facts, table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

export const life = life => html`
  ${facts([[t('field.allotted'), count(life.allottedRights)], [t('field.rightsOutstanding'), count(life.rightsOutstanding)],
    life.succeeds ? [t('life.succeeds'), life.succeeds] : undefined])}
  ${life.events.length === 0 ? empty(t('life.noEvents')) : table({ caption: t('life.events', { count: count(life.events.length) }), rows: life.events, columns: [
    { label: t('field.date'), head: true, cell: event => event.date },
    { label: t('life.kind'), cell: event => html`${word('event', event.kind)}${event.reversedBy ? html` <span class="chip bad">${t('life.reversed')}</span>` : nothing}` },
    { label: t('field.rights'), number: true, cell: event => count(event.rights) },
    { label: t('life.reference'), cell: event => event.reference },
    { label: t('life.left'), number: true, cell: event => event.settlement ? count(event.settlement.rightsOutstanding) : '' },
    { label: t('life.shares'), number: true, cell: event => event.settlement?.exercise ? amount(event.settlement.exercise.shares) : '' },
    { label: t('life.paid'), number: true, cell: event => event.settlement?.exercise ? amount(event.settlement.exercise.amountPayable) : '' },
    { label: t('life.capital'), number: true, cell: event => event.settlement?.exercise?.capitalStock === undefined ? '' : amount(event.settlement.exercise.capitalStock) },
    { label: t('life.reserve'), number: true, cell: event => event.settlement?.exercise?.capitalReserve === undefined ? '' : amount(event.settlement.exercise.capitalReserve) },
    { label: t('grant.fromFile'), cell: event => event.batch ? html`<a href=${to('files', event.batch)}>${t('grant.line', { line: event.line })}</a>` : '' },
  ] })}
  ${life.holders.length === 0 ? nothing : table({ caption: t('life.holders'), rows: life.holders, columns: [
    { label: t('life.holder'), head: true, cell: holder => holder.holder },
    { label: t('life.group'), cell: holder => holder.group ?? '' },
    { label: t('field.rights'), number: true, cell: holder => holder.rights === undefined ? '' : count(holder.rights) },
    { label: t('life.window'), cell: holder => holder.window ? `${holder.window.from} – ${holder.window.to}` : '' },
  ] })}
  ${life.lapses.length === 0 ? nothing : table({ caption: t('life.lapses'), rows: life.lapses, columns: [
    { label: t('life.lastDay'), head: true, cell: lapse => lapse.lastDay },
    { label: t('life.holder'), cell: lapse => lapse.holder ?? t('life.all') },
    { label: t('field.rights'), number: true, cell: lapse => lapse.rights === undefined ? '' : count(lapse.rights) },
    { label: t('field.why'), cell: lapse => saidIn(lapse.reason) },
  ] })}`;
