import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { moment, size } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { failureTexts } from '../../parts/said.js';
import { shown } from '../../parts/states.js';
import { facts, table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import { counts, kindOf, outcome } from './report.js';
import '../../parts/download-button.js';
import './refused-rows.js';
import './replaced.js';
import './waiting-rows.js';

const most = 200;

// The archive of what figures came from holds files of market data alone. Of a sender who is limited to issuers none is taken, and
// whoever is limited to issuers sees no files but those of such senders.
const ofMarketData = ['prices', 'dividends', 'actions', 'curves'];
const isInArchive = answer => answer.report?.source === 'kept' && ofMarketData.includes(kindOf(answer)) && !answer.file.issuers;

/** One file: what it is, what became of its rows, those refused with their reasons, those that wait. */
class FileView extends Part {
  static properties = { fileId: { attribute: false } };

  #file = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('fileId')) this.load();
  }

  load() {
    this.#file.ask(signal => get(address('files', this.fileId), signal));
  }

  render() {
    return html`<p class="path"><a href=${to('files')}>${t('nav.files')}</a></p>
      ${shown(this.#file, answer => this.#show(answer), () => this.load())}`;
  }

  #show(answer) {
    const { file, report, later } = answer;
    return html`<h1>${file.name || answer.id.slice(0, 12)}</h1>
      <p>${outcome(answer, { isBeside: true })}</p>
      ${counts(answer, true)}
      ${facts([
        [t('files.kind'), word('fileKind', kindOf(answer))], [t('files.size'), size(file.length)], [t('files.received'), moment(file.receivedAt)],
        [t('files.finished'), moment(report?.finishedAt)], [t('files.who'), file.who], [t('files.code'), file.code], [t('files.reason'), file.reason],
        [t('files.replaced'), file.replace ? t('files.yes') : nothing], [t('mark.synthetic'), file.isSynthetic ? t('files.yes') : nothing], ['SHA-256', html`<span class="hash">${file.sha256}</span>`],
      ])}
      ${isInArchive(answer) ? html`<p><download-button .url=${address('raw', file.sha256)} name=${file.name} label=${t('files.asItCame')}></download-button></p>` : nothing}
      ${report?.defect || report?.rejected > 0 ? html`<section aria-labelledby="refused-title"><h2 id="refused-title">${t('files.refusedRows')}</h2>
        <refused-rows .answer=${answer} .most=${most}></refused-rows></section>` : nothing}
      ${file.replace && report?.stored > 0 ? html`<replaced-figures .answer=${answer}></replaced-figures>` : nothing}
      ${report?.waiting > 0 ? html`<section aria-labelledby="waits-title"><h2 id="waits-title">${t('dates.waitingTitle')}</h2><waiting-rows .fileId=${answer.id}></waiting-rows></section>` : nothing}
      ${later?.length > 0 ? html`<section aria-labelledby="fates-title"><h2 id="fates-title">${t('files.later')}</h2>${table({
        caption: t('files.later'), quiet: true, rows: later, columns: [
          { label: t('files.row'), head: true, number: true, cell: fate => fate.line },
          { label: t('field.grant'), cell: fate => `${fate.issuer} ${fate.grantId}` },
          { label: t('field.status'), cell: fate => word('fate', fate.result.toLowerCase()) },
          { label: t('field.why'), cell: fate => html`${fate.reason ? failureTexts(fate.reason, 'fileReason') : ''} ${fate.withdrawnBy ? html`<small>${fate.withdrawnBy}</small>` : nothing}` },
          { label: t('field.finished'), cell: fate => moment(fate.decidedAt) },
        ] })}</section>` : nothing}`;
  }
}

customElements.define('file-view', FileView);
