import { html, nothing } from 'lit';
import { address, get, upTo } from '../../api/client.js';
import { amount, count, shareCode } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status, supersededMark, withSuperseded } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { fieldName } from '../../parts/said.js';
import { shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';
import './value-again.js';

const mostGrants = 1000;
const mostValues = 2000;

/** By the kind of the file, whether a value rests on what it replaced of a day; of dividends and corporate actions whether it may. */
const rests = {
  prices: holds, curves: (value, day) => value.curveDate === day, actions: (value, day) => day <= value.measurementDate,
  // The fiscal year before the last one ended less than two years before, and its first dividend is a year older.
  dividends: (value, day) => day <= value.measurementDate && Number(value.measurementDate.slice(0, 4)) - Number(day.slice(0, 4)) <= 3,
};

/** What a file replaced, of very many the first ones, from what to what; the stored values that rest on these figures, and having them anew. */
class ReplacedFigures extends Part {
  static properties = { answer: { attribute: false } };

  #uses = new Loading(this);

  get #figures() {
    return (this.answer.report.replaced ?? '').split('\n').map(line => /^(\S+) (\S+) (\S+): (.*) -> (.*)$/.exec(line)).filter(Boolean)
      .map(([, code, date, field, before, after]) => ({ code, date, field, before, after }));
  }

  get #kind() {
    return this.answer.report.kind in rests ? this.answer.report.kind : 'prices';
  }

  load() {
    if (this.#figures.length > 0) this.#uses.ask(signal => usesOf(this.#kind, this.#figures, this.answer.report.finishedAt, signal));
  }

  render() {
    const figures = this.#figures;
    if (figures.length === 0) return nothing;
    // Of very many figures the report holds the first ones.
    const all = Math.max(this.answer.report.replacedCount ?? 0, figures.length);
    return html`${table({
      caption: t('replaced.caption', { count: count(all) }), rows: figures, columns: [
        { label: t('field.date'), head: true, cell: one => one.date }, ...(this.#kind === 'curves' ? [] : [{ label: t('field.securityCode'), cell: one => shareCode(one.code) }]),
        { label: t('files.column'), cell: one => this.#kind === 'curves' ? t('since.yield', { years: one.field.replace('Y', '') }) : fieldName(one.field) },
        { label: t('replaced.before'), number: true, cell: one => this.#figure(one.before) }, { label: t('replaced.after'), number: true, cell: one => html`<strong>${this.#figure(one.after)}</strong>` },
      ] })}
      ${all > figures.length ? html`<p>${t('replaced.more', { shown: count(figures.length) })} <a href=${to('dates')}>${t('nav.dates')}</a></p>` : nothing}
      ${shown(this.#uses, found => this.#show(found, all > figures.length), () => this.load())}`;
  }

  #figure(text) {
    return text === 'none' ? t('since.none') : this.#kind === 'curves' ? `${text} %` : /^-?\d+(\.\d+)?$/.test(text) ? amount(text) : text;
  }

  #show({ uses, isCut }, isListCut) {
    const cut = isCut ? html`<p class="quiet">${t('replaced.cut')}</p>` : nothing;
    const [current, superseded] = [uses.filter(value => !value.isSuperseded), uses.filter(value => value.isSuperseded)];
    const trail = superseded.length > 0 ? html`<p>${t('replaced.superseded')}</p>${this.#values(superseded, `replaced.supersededUses.${this.#kind}`)}` : nothing;
    if (current.length === 0) return html`${isCut || isListCut ? cut : html`<p>${t(superseded.length > 0 ? 'replaced.noCurrent' : 'replaced.noUse')}</p>`}${trail}`;

    return html`<p class="becomes">${t(`replaced.stand.${this.#kind}`)}</p>${this.#values(current, `replaced.uses.${this.#kind}`)}${cut}
      <value-again .dates=${[...new Set(current.map(value => value.runDate))]} .reason=${this.answer.file.reason}></value-again>${trail}`;
  }

  #values(uses, caption) {
    return table({
      caption: t(caption, { count: count(uses.length) }), rows: uses, columns: [
        { label: t('field.grant'), head: true, cell: value => html`<a href=${to('grants', value.issuer, value.grantId, value.measurementDate, value.version)}>${value.issuer} ${value.grantId}</a>` },
        { label: t('field.measured'), cell: value => value.measurementDate }, { label: t('field.version'), number: true, cell: value => value.version }, { label: t('field.perRight'), number: true, cell: value => amount(value.amountPerRight) },
        { label: t('field.status'), cell: value => html`${status(value.status)}${supersededMark(value.isSuperseded)}` },
      ] });
  }
}

/** The values, newest first, that rest on a replaced figure, and which were made before it was, also those that newer versions superseded since; and whether not all were looked at. */
async function usesOf(kind, figures, replacedAt, signal) {
  const uses = [];
  let isCut = false;
  for (const code of new Set(figures.map(one => one.code))) {
    const days = figures.filter(one => one.code === code).flatMap(one => one.field === 'ex_date' ? [one.date, one.after] : [one.date]).sort();
    const list = await upTo(mostGrants, address('grants', { search: kind === 'curves' ? undefined : code, limit: 100 }), 'grants', signal);
    isCut ||= list.isCut;
    for (const grant of list.found.filter(grant => kind === 'curves' || grant.securityCode === code || grant.securityCode === `${code}0`)) {
      const values = await upTo(mostValues, address('grants', grant.issuer, grant.grantId, 'values', { from: days[0], limit: 1000 }), 'values', signal);
      isCut ||= values.isCut;
      uses.push(...withSuperseded(values.found).filter(value => value.status !== 'Failed' && days.some(day => rests[kind](value, day))));
    }
  }

  const made = await madeAt(uses, signal);
  return {
    uses: uses.filter(value => new Date(made.get(runOf(value))) < new Date(replacedAt)).sort((one, other) => other.measurementDate.localeCompare(one.measurementDate)), isCut,
  };
}

const runOf = value => `${value.runDate} ${value.runVersion}`;

/** When the valuations began that made some values. */
async function madeAt(values, signal) {
  const runs = new Map(values.map(value => [runOf(value), value]));
  return new Map(await Promise.all([...runs].map(async ([key, value]) =>
    [key, (await get(address('runs', value.runDate, value.runVersion), signal)).startedAt ?? 0])));
}

function holds(value, day) {
  const [from, to] = (value.window ?? '').split('..');
  return value.measurementDate === day || (from <= day && day <= to);
}

customElements.define('replaced-figures', ReplacedFigures);
