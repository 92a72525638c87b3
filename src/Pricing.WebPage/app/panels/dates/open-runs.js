import { html, nothing } from 'lit';
import { address, all, pause, post } from '../../api/client.js';
import { count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { askerOf } from '../../parts/runs.js';
import { fieldsOf, ofStopping, signature } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';

const every = 2000;
const keyOf = run => `${run.date} ${run.version}`;
const datesOf = runs => new Set(runs.map(run => run.date));

/** The valuations that are asked for or under way, whatever their month: how many of their dates have ended, and stopping them all. Says `moved` where that changed, with how many are open. */
class OpenRuns extends Part {
  #open = new Loading(this);
  #stopped = new Loading(this);
  #isStopping = false;
  #look = 0;
  // The dates that were open since there were none, those that ended among them; and the valuations that were asked to stop.
  #known = new Set();
  #asked = new Set();
  #isOver = false;
  #before;

  /** Follows valuations that were just asked for, also those that end before they are looked for. */
  follow(runs) {
    this.#begin(runs);
    this.load();
  }

  async load() {
    const look = ++this.#look;
    while (this.isConnected && this.#look === look) {
      if (!await this.#open.ask(signal => openRuns(signal), { quietly: true })) return;

      const open = this.#open.value;
      if (open.length > 0) this.#begin(open);
      if (open.length !== this.#before) this.dispatchEvent(new CustomEvent('moved', { detail: open.length }));
      this.#before = open.length;
      this.#isOver = open.length === 0;
      if (this.#isOver) return;
      await pause(every);
    }
  }

  // Where all had ended, what is open now is counted anew.
  #begin(runs) {
    if (this.#isOver) {
      this.#known.clear();
      this.#asked.clear();
      this.#stopped.clear();
      this.#isStopping = false;
      this.#isOver = false;
    }

    for (const date of datesOf(runs)) this.#known.add(date);
  }

  render() {
    if (this.#open.state === 'failed') return problem(this.#open.problem, () => this.load());
    if (this.#known.size === 0) return nothing;

    const open = this.#open.value ?? [];
    const left = open.filter(run => !this.#asked.has(keyOf(run)));
    const ended = this.#known.size - datesOf(open).size;
    const now = open.find(run => run.status === 'Running');
    return html`<section class="progress" aria-labelledby="open-title"><h2 id="open-title">${t('open.title')}</h2>
      <p role="status">${t('open.ended', { ended: count(ended), of: count(this.#known.size) })}
        ${now ? html`– <a href=${to('dates', now.date)}>${t('open.now', { date: now.date })}</a>` : nothing}</p>
      <progress aria-labelledby="open-title" max=${this.#known.size} value=${ended}></progress>
      ${left.length < open.length ? html`<p class="quiet">${t('open.stopping')}</p>` : nothing}
      ${left.length === 0 ? nothing : this.#isStopping ? html`<form class="row" @submit=${this.#stop}>${signature(ofStopping(left.map(askerOf).find(Boolean)))}
          <button class="danger" ?disabled=${this.#stopped.state === 'loading'}>${t('open.stop', { count: count(left.length) })}</button></form>`
        : html`<button type="button" @click=${this.#ask}>${t('open.stopAll')}</button>`}
      ${this.#stopped.state === 'failed' ? problem(this.#stopped.problem) : nothing}</section>`;
  }

  #ask() {
    this.#isStopping = true;
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('button.danger')?.focus());
  }

  // One question for all of them: whoever goes away meanwhile has stopped them all the same.
  async #stop(event) {
    event.preventDefault();
    const body = fieldsOf(event.target);
    const open = this.#open.value;
    if (!await this.#stopped.ask(() => post(address('runs', 'cancel'), { from: open[0].date, to: open.at(-1).date, ...body }))) return;
    for (const run of open) this.#asked.add(keyOf(run));
    this.#isStopping = false;
    this.requestUpdate();
  }
}

// Those that wait come first: one that begins between the two questions is in both answers, and not in neither.
async function openRuns(signal) {
  const found = new Map();
  for (const status of ['Requested', 'Running']) {
    for (const run of await all(address('runs', { status, limit: 1000 }), signal)) found.set(keyOf(run), run);
  }

  return [...found.values()].sort((one, other) => one.date.localeCompare(other.date));
}

customElements.define('open-runs', OpenRuns);
