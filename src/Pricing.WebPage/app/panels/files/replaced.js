import { html, nothing } from 'lit';
import { address, get, post } from '../../api/client.js';
import { amount, count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { go, to } from '../../parts/router.js';
import { fieldName } from '../../parts/said.js';
import { fieldsOf, signature } from '../../parts/signature.js';
import { problem, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';

const mostGrants = 50;
const mostValues = 200;
const mostDates = 20;

/** What a file replaced, of very many the first ones, from what to what; the stored values whose period holds these closes, and having them anew. */
class ReplacedFigures extends Part {
  static properties = { answer: { attribute: false } };

  #uses = new Loading(this);
  #asked = new Loading(this);

  get #figures() {
    return (this.answer.report.replaced ?? '').split('\n').map(line => /^(\S+) (\S+) (\S+): (.*) -> (.*)$/.exec(line)).filter(Boolean)
      .map(([, code, date, field, before, after]) => ({ code, date, field, before, after }));
  }

  load() {
    if (this.#figures.length > 0) this.#uses.ask(signal => usesOf(this.#figures, this.answer.report.finishedAt, signal));
  }

  render() {
    const figures = this.#figures;
    if (figures.length === 0) return nothing;
    const all = Math.max(this.answer.report.replacedCount ?? 0, figures.length);
    return html`${table({
      caption: t('replaced.caption', { count: count(all) }), rows: figures, columns: [
        { label: t('field.date'), head: true, cell: one => one.date }, { label: t('field.securityCode'), cell: one => one.code },
        { label: t('files.column'), cell: one => fieldName(one.field) },
        { label: t('replaced.before'), number: true, cell: one => amount(one.before) }, { label: t('replaced.after'), number: true, cell: one => html`<strong>${amount(one.after)}</strong>` },
      ] })}
      ${all > figures.length ? html`<p>${t('replaced.more', { shown: count(figures.length) })} <a href=${to('dates')}>${t('nav.dates')}</a></p>` : nothing}
      ${shown(this.#uses, uses => this.#show(uses), () => this.load())}`;
  }

  #show(uses) {
    if (uses.length === 0) return html`<p>${t('replaced.noUse')}</p>`;

    const dates = [...new Set(uses.map(value => value.measurementDate))];
    return html`<p class="becomes">${t('replaced.stand')}</p>${table({
      caption: t('replaced.uses', { count: count(uses.length) }), rows: uses, columns: [
        { label: t('field.grant'), head: true, cell: value => html`<a href=${to('grants', value.issuer, value.grantId, value.measurementDate, value.version)}>${value.issuer} ${value.grantId}</a>` },
        { label: t('field.measured'), cell: value => value.measurementDate }, { label: t('field.perRight'), number: true, cell: value => amount(value.amountPerRight) },
        { label: t('field.status'), cell: value => status(value.status) },
      ] })}
      ${dates.length > mostDates ? html`<p>${t('replaced.tooMany', { count: count(dates.length), from: dates.at(-1), to: dates[0] })} <a href=${to('dates')}>${t('nav.dates')}</a></p>`
        : html`<form class="row" @submit=${event => this.#again(event, dates)}>${signature({ value: this.answer.file.reason })}
          <button class="main" ?disabled=${this.#asked.state === 'loading'}>${dates.length === 1 ? t('replaced.againOne', { date: dates[0] }) : t('replaced.again', { count: dates.length })}</button></form>
        ${this.#asked.state === 'failed' ? problem(this.#asked.problem) : nothing}`}`;
  }

  async #again(event, dates) {
    event.preventDefault();
    const signed = fieldsOf(event.target);
    const isAsked = await this.#asked.ask(async signal => {
      for (const date of dates) await post(address('runs'), { date, ...signed }, signal);
    });
    if (isAsked) go(dates.length === 1 ? to('dates', dates[0]) : to('dates', dates[0].slice(0, 7)));
  }
}

/** The current values, newest first, whose period holds a replaced close, and which were made before it was. */
async function usesOf(figures, replacedAt, signal) {
  const uses = [];
  for (const code of new Set(figures.map(one => one.code))) {
    const days = figures.filter(one => one.code === code).map(one => one.date).sort();
    const { grants } = await get(address('grants', { search: code, limit: mostGrants }), signal);
    const lists = await Promise.all(grants.filter(grant => grant.securityCode === code || grant.securityCode === `${code}0`).map(grant => get(
      address('grants', grant.issuer, grant.grantId, 'values', { from: days[0], versions: 'current', limit: mostValues }), signal)));
    uses.push(...lists.flatMap(list => list.values).filter(value => value.status !== 'Failed' && days.some(day => holds(value, day))));
  }
  const made = await madeAt(uses, signal);
  return uses.filter(value => new Date(made.get(runOf(value))) < new Date(replacedAt)).sort((one, other) => other.measurementDate.localeCompare(one.measurementDate));
}

const runOf = value => `${value.runDate} ${value.runVersion}`;

/** When the valuations began that made some values. */
async function madeAt(values, signal) {
  const runs = new Map(values.map(value => [runOf(value), value]));
  return new Map(await Promise.all([...runs].map(async ([key, value]) =>
    [key, (await get(address('runs', value.runDate, value.runVersion), signal)).startedAt ?? 0])));
}

function holds(value, day) {
  const [from, to] = value.window.split('..');
  return value.measurementDate === day || (from <= day && day <= to);
}

customElements.define('replaced-figures', ReplacedFigures);
