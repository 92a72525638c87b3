import { html, nothing } from 'lit';
import { address, get, pause, post } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { signature, fieldsOf } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t, word } from '../../words/words.js';

const every = 1000;

/** How far a valuation is, followed until it ends; and stopping it. Says `ended` then. */
class RunProgress extends Part {
  static properties = { run: { attribute: false } };

  #progress = new Loading(this);
  #stopped = new Loading(this);
  #isStopping = false;

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('run') && changed.get('run')?.version !== this.run.version) this.load();
  }

  async load() {
    const run = this.run;
    while (this.isConnected && this.run === run) {
      if (!await this.#progress.ask(signal => get(address('runs', run.date, run.version, 'progress'), signal), { quietly: true })) return;
      const { status } = this.#progress.value;
      if (status !== 'Requested' && status !== 'Running') {
        this.dispatchEvent(new CustomEvent('ended'));
        return;
      }
      await pause(every);
    }
  }

  render() {
    const progress = this.#progress.value;
    return html`<section class="progress" aria-labelledby="progress-title">
      <h2 id="progress-title">${t('progress.title', { version: this.run.version })}</h2>
      ${this.#progress.state === 'failed' ? problem(this.#progress.problem, () => this.load()) : nothing}
      <p role="status">${word('runStatus', progress?.status ?? this.run.status)}${progress?.chunks ? html`:
        ${t('progress.parts', { done: progress.chunksDone, of: progress.chunks, values: progress.planned })}` : nothing}</p>
      <progress aria-labelledby="progress-title" max=${progress?.chunks || 1} value=${progress?.chunks ? progress.chunksDone : nothing}></progress>
      ${this.#isStopping ? html`<form class="row" @submit=${this.#stop}>
          ${signature()}
          <button class="danger">${t('progress.stop')}</button></form>`
        : html`<button type="button" @click=${this.#ask}>${t('progress.stopIt')}</button>`}
      ${this.#stopped.state === 'failed' ? problem(this.#stopped.problem) : nothing}
      ${this.#stopped.state === 'ready' ? html`<p role="status">${t('progress.stopping')}</p>` : nothing}
    </section>`;
  }

  #ask() {
    this.#isStopping = true;
    this.requestUpdate();
  }

  #stop(event) {
    event.preventDefault();
    const { date, version } = this.run;
    this.#stopped.ask(signal => post(address('runs', date, version, 'cancel'), fieldsOf(event.target), signal));
  }
}

customElements.define('run-progress', RunProgress);
