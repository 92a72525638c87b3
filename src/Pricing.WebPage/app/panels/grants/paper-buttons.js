import { html, nothing } from 'lit';
import { address } from '../../api/client.js';
import { Part } from '../../parts/part.js';
import { language, t } from '../../words/words.js';
import '../../parts/download-button.js';

const papers = ['report.html', 'workbook.xlsx', 'note.txt'];

/** What can be saved: the papers of a value that did not fail, which are report, workbook, text for the note, and of a grant-date value the notice; and the package of the issuer. */
class PaperButtons extends Part {
  static properties = { issuer: { attribute: false }, value: { attribute: false } };

  render() {
    return html`<div class="row" role="group" aria-label=${t('paper.title')}>
      ${this.value && this.value.status !== 'Failed' ? this.#ofValue() : nothing}
      <download-button .url=${address('issuers', this.issuer, 'package')} name="package.zip" label=${t('paper.package', { issuer: this.issuer })}></download-button></div>`;
  }

  // The number allotted may be confirmed after the value was made; where it is not, the answer of the notice says so.
  #ofValue() {
    const { issuer, grantId, measurementDate: date, version, kind, status } = this.value;
    const offered = kind === 'GrantDate' && status === 'Final' ? [...papers, 'notice.txt'] : papers;
    return offered.map(paper => html`<download-button .url=${address('grants', issuer, grantId, paper, { date, version, language: language() })}
      name=${paper} label=${t(`paper.${paper.split('.')[0]}`)}></download-button>`);
  }
}

customElements.define('paper-buttons', PaperButtons);
