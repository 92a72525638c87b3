import { html, nothing } from 'lit';
import { address, get, pause, post } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { isOpen, isSame } from '../../parts/runs.js';
import { fieldsOf, ofStopping, signature } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t, word } from '../../words/words.js';

const every = 1000;

/** How far a valuation is, followed until it ends; and stopping it. Says `ended` then, and `stopping` where somebody asked it to stop. */
class RunProgress extends Part {
  static properties = { run: { attribute: false } };

  #progress = new Loading(this);
  #stopped = new Loading(this);
  #may = new May(this);
  #isStopping = false;
  #look = 0;

  willUpdate(changed) {
    if (!this.hasUpdated || !changed.has('run') || isSame(changed.get('run'), this.run)) return;
    this.#isStopping = false;
    this.#stopped.clear();
    this.#progress.clear();
    this.load();
  }

  async load() {
    const run = this.run;
    const look = ++this.#look;
    while (this.isConnected && isSame(this.run, run) && this.#look === look) {
      if (!await this.#progress.ask(signal => get(address('runs', run.date, run.version, 'progress'), signal), { quietly: true })) return;
      const { stopReason } = this.#progress.value;
      if (stopReason) this.dispatchEvent(new CustomEvent('stopping'));
      if (!isOpen(this.#progress.value)) {
        this.dispatchEvent(new CustomEvent('ended'));
        return;
      }
      await pause(every);
    }
  }

  render() {
    const progress = this.#progress.value;
    const status = stands(progress ?? this.run);
    return html`<section class="progress" aria-labelledby="progress-title">
      <h2 id="progress-title">${t(`progress.title.${status}`, { version: this.run.version })}</h2>
      ${this.#progress.state === 'failed' ? problem(this.#progress.problem, () => this.load()) : nothing}
      <p role="status">${word('runStatus', status)}${progress?.stopReason ? html` – ${t('progress.stoppedBy', { who: progress.stopAskedBy, reason: progress.stopReason })}` : nothing}${progress?.chunks ? html`:
        ${t('progress.parts', { done: progress.chunksDone, of: progress.chunks, values: progress.planned })}` : nothing}</p>
      <progress aria-labelledby="progress-title" max=${progress?.chunks || 1} value=${progress?.chunks ? progress.chunksDone : nothing}></progress>
      ${status === 'Stopping' ? html`<p class="quiet">${t(progress.status === 'Requested' ? 'progress.stopsInTurn' : 'progress.stopping')}</p>` : this.#isStopping ? html`<form class="row" @submit=${this.#stop}>
          ${signature(ofStopping())}
          <button class="danger" ?disabled=${this.#stopped.isBusy || this.#stopped.state === 'ready'}>${t('progress.stop')}</button></form>`
        : this.#may.can('prepare') ? html`<button type="button" @click=${this.#ask}>${t('progress.stopIt')}</button>` : nothing}
      ${this.#stopped.state === 'failed' ? problem(this.#stopped.problem) : nothing}
    </section>`;
  }

  #ask() {
    this.#isStopping = true;
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('button.danger')?.focus());
  }

  async #stop(event) {
    event.preventDefault();
    const { date, version } = this.run;
    const body = fieldsOf(event.target);
    if (await this.#stopped.ask(() => post(address('runs', date, version, 'cancel'), body))) this.load();
  }
}

/** Where a valuation stands: also that it was asked to stop, and has not come to it. */
const stands = run => run.stopReason ? 'Stopping' : run.status === 'Running' ? 'Running' : 'Requested';

customElements.define('run-progress', RunProgress);
