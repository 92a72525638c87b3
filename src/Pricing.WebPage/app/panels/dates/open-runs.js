import { html, nothing } from 'lit';
import { address, all, pause, post } from '../../api/client.js';
import { count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { fieldsOf, signature } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';

const every = 2000;
const keyOf = run => `${run.date} ${run.version}`;

/** The valuations that are asked for or under way, whatever their month: how many of them are done, and stopping them all. Says `moved` where that changed, with how many are open. */
class OpenRuns extends Part {
  #open = new Loading(this);
  #stopped = new Loading(this);
  #isStopping = false;
  #look = 0;
  #known = new Set();
  #before;

  /** Follows valuations that were just asked for, also those that are done before they are looked for. */
  follow(runs) {
    this.#isStopping = false;
    this.#stopped.clear();
    for (const run of runs) this.#known.add(keyOf(run));
    this.load();
  }

  async load() {
    const look = ++this.#look;
    while (this.isConnected && this.#look === look) {
      if (!await this.#open.ask(signal => openRuns(signal), { quietly: true })) return;

      const open = this.#open.value;
      for (const run of open) this.#known.add(keyOf(run));
      if (open.length !== this.#before) this.dispatchEvent(new CustomEvent('moved', { detail: open.length }));
      this.#before = open.length;
      if (open.length === 0) return;
      await pause(every);
    }
  }

  render() {
    if (this.#open.state === 'failed') return problem(this.#open.problem, () => this.load());

    const open = this.#open.value ?? [];
    if (this.#known.size === 0) return nothing;
    const done = this.#known.size - open.length;
    const now = open.find(run => run.status === 'Running');
    return html`<section class="progress" aria-labelledby="open-title"><h2 id="open-title">${t('open.title')}</h2>
      <p role="status">${t('open.done', { done: count(done), of: count(this.#known.size) })}
        ${now ? html`– <a href=${to('dates', now.date)}>${t('open.now', { date: now.date })}</a>` : nothing}</p>
      <progress aria-labelledby="open-title" max=${this.#known.size} value=${done}></progress>
      ${open.length === 0 ? nothing : this.#stopped.state === 'ready' ? html`<p class="quiet">${t('open.stopping')}</p>`
        : this.#isStopping ? html`<form class="row" @submit=${this.#stop}>${signature()}
          <button class="danger" ?disabled=${this.#stopped.state === 'loading'}>${t('open.stop', { count: count(open.length) })}</button></form>`
        : html`<button type="button" @click=${this.#ask}>${t('open.stopAll')}</button>`}
      ${this.#stopped.state === 'failed' ? problem(this.#stopped.problem) : nothing}</section>`;
  }

  #ask() {
    this.#isStopping = true;
    this.requestUpdate();
  }

  // One question for all of them: whoever goes away meanwhile has stopped them all the same.
  #stop(event) {
    event.preventDefault();
    const body = fieldsOf(event.target);
    const open = this.#open.value;
    this.#stopped.ask(() => post(address('runs', 'cancel'), { from: open[0].date, to: open.at(-1).date, ...body }));
  }
}

async function openRuns(signal) {
  const lists = await Promise.all(['Running', 'Requested'].map(status => all(address('runs', { status, limit: 1000 }), signal)));
  return lists.flat().sort((one, other) => one.date.localeCompare(other.date));
}

customElements.define('open-runs', OpenRuns);
