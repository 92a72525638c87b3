import { html } from 'lit';
import { address } from '../../api/client.js';
import { Part } from '../../parts/part.js';
import { language, t } from '../../words/words.js';
import '../../parts/download-button.js';

const papers = ['report.html', 'workbook.xlsx', 'note.txt'];

/** The papers of a value, to be saved: report, workbook, text for the note, and of a grant-date value the notice. */
class PaperButtons extends Part {
  static properties = { value: { attribute: false } };

  render() {
    const { issuer, grantId, measurementDate: date, version, kind, status, isPlanned } = this.value;
    const offered = kind === 'GrantDate' && status === 'Final' && !isPlanned ? [...papers, 'notice.txt'] : papers;
    return html`<div class="row" role="group" aria-label=${t('paper.title')}>
      ${offered.map(paper => html`<download-button .url=${address('grants', issuer, grantId, paper, { date, version, language: language() })}
        name=${paper} label=${t(`paper.${paper.split('.')[0]}`)}></download-button>`)}</div>`;
  }
}

customElements.define('paper-buttons', PaperButtons);
