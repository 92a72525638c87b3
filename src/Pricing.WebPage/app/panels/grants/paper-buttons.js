import { html, nothing } from 'lit';
import { address } from '../../api/client.js';
import { download } from '../../api/download.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { problem } from '../../parts/states.js';
import { language, t } from '../../words/words.js';

const papers = ['report.html', 'workbook.xlsx', 'note.txt'];

/** The papers of a value, to be saved: report, workbook, text for the note, and of a grant-date value the notice. */
class PaperButtons extends Part {
  static properties = { value: { attribute: false } };

  #saved = new Loading(this);

  render() {
    const { issuer, grantId, measurementDate: date, version, kind, status, isPlanned } = this.value;
    const offered = kind === 'GrantDate' && status === 'Final' && !isPlanned ? [...papers, 'notice.txt'] : papers;
    return html`<div class="row" role="group" aria-label=${t('paper.title')}>
      ${offered.map(paper => html`<button type="button" @click=${() => this.#saved.ask(() =>
        download(address('grants', issuer, grantId, paper, { date, version, language: language() }), paper))}>${t(`paper.${paper.split('.')[0]}`)}</button>`)}
      <span role="status" class="quiet">${this.#saved.state === 'loading' ? t('save.under') : ''}</span></div>
    ${this.#saved.state === 'failed' ? problem(this.#saved.problem) : nothing}`;
  }
}

customElements.define('paper-buttons', PaperButtons);
