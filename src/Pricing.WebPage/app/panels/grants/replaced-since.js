import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { amount, count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { fieldName } from '../../parts/said.js';
import { problem } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

/** That figures which a value was made of are stored otherwise since, where some are: which, from what to what, and how to have the value anew. */
class ReplacedSince extends Part {
  static properties = { value: { attribute: false } };

  #replaced = new Loading(this);

  willUpdate(changed) {
    const before = changed.get('value');
    if (before && ['issuer', 'grantId', 'measurementDate', 'version'].some(name => before[name] !== this.value[name])) this.load();
  }

  load() {
    this.#replaced.clear();
    const { issuer, grantId, measurementDate, version, evidence } = this.value;
    if (evidence) this.#replaced.ask(signal => get(address('grants', issuer, grantId, 'values', measurementDate, version, 'replaced'), signal));
  }

  render() {
    if (this.#replaced.state === 'failed') return problem(this.#replaced.problem, () => this.load());
    const { count: all = 0, figures = [] } = this.#replaced.value ?? {};
    if (all === 0) return nothing;
    return html`<div class="becomes" role="note"><p><span class="chip bad">${t('since.mark')}</span>
        ${t('since.long', { count: count(all) })} <a href=${to('dates', this.value.runDate, { ask: 'again' })}>${t('terms.valueAgain')}</a></p>
      <details ?open=${figures.length <= 5}><summary>${t('since.figures', { count: count(all) })}</summary>${table({
        caption: t('since.figures', { count: count(all) }), quiet: true, rows: figures, columns: [
          { label: t('files.column'), head: true, cell: one => name(one) },
          { label: t('field.date'), cell: one => one.date },
          { label: t('since.used'), number: true, cell: one => figure(one.field, one.used) },
          { label: t('replaced.after'), number: true, cell: one => html`<strong>${figure(one.field, one.now)}</strong>` },
        ] })}${all > figures.length ? html`<p class="quiet">${t('values.cut', { count: count(figures.length) })}</p>` : nothing}</details></div>`;
  }
}

const name = ({ field, part }) => field === 'yield' ? t('since.yield', { years: part }) : field === 'dividend' ? t('since.dividend', { kind: word('dividend', part) }) : fieldName(field);

const figure = (field, text) => text === undefined || text === null ? t('since.none') : field === 'yield' ? `${text} %` : amount(text);

customElements.define('replaced-since', ReplacedSince);
