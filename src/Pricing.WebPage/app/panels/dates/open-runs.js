import { html, nothing } from 'lit';
import { address, all, pause, post } from '../../api/client.js';
import { count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status } from '../../parts/marks.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { askerOf } from '../../parts/runs.js';
import { fieldsOf, ofStopping, signature } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';

const every = 2000;
// Where nothing is open, somebody else may ask for something.
const restEvery = 15_000;
const keyOf = run => `${run.date} ${run.version}`;
const datesOf = runs => new Set(runs.map(run => run.date));

/** The valuations that are asked for or under way, whatever their month: how many of their dates have ended, and stopping them all. Says `moved` where that changed, with how many are open. */
class OpenRuns extends Part {
  #open = new Loading(this);
  #stopped = new Loading(this);
  #may = new May(this);
  #isStopping = false;
  #look = 0;
  // What was open since nothing was, what ended among it; and what was asked to stop.
  #known = new Map();
  #ends = new Loading(this);
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
      const isAsked = await this.#open.ask(async signal => {
        const open = await openRuns(signal);
        if (open.length > 0) this.#begin(open);
        return open;
      }, { quietly: true });
      // A host that is away comes back.
      if (!isAsked && this.#open.problem?.status === 0 && this.#look === look) {
        await pause(restEvery);
        continue;
      }
      if (!isAsked) return;

      const open = this.#open.value;
      if (open.length !== this.#before) this.dispatchEvent(new CustomEvent('moved', { detail: open.length }));
      this.#before = open.length;
      if (open.length === 0 && !this.#isOver && this.#known.size > 0) this.#ends.ask(signal => endsOf(this.#known, signal));
      this.#isOver = open.length === 0;
      do await pause(this.#isOver ? restEvery : every); while (document.hidden && this.isConnected);
    }
  }

  // Where all had ended, what is open now is counted anew.
  #begin(runs) {
    if (this.#isOver) {
      this.#known.clear();
      this.#asked.clear();
      this.#stopped.clear();
      this.#ends.clear();
      this.#isStopping = false;
      this.#isOver = false;
    }

    for (const run of runs) this.#known.set(keyOf(run), run);
  }

  render() {
    // What is shown below was asked for before.
    if (this.#open.state === 'failed') return html`${problem(this.#open.problem, () => this.load())}<p class="quiet">${t('open.before')}</p>`;
    if (this.#known.size === 0) return nothing;

    const open = this.#open.value ?? [];
    const left = open.filter(run => !this.#asked.has(keyOf(run)));
    const [all, going] = [datesOf([...this.#known.values()]), datesOf(open)];
    const ended = [...all].filter(date => !going.has(date)).length;
    const now = open.find(run => run.status === 'Running');
    return html`<section class="progress" aria-labelledby="open-title"><h2 id="open-title">${t('open.title')}</h2>
      <p role="status">${t('open.ended', { ended: count(ended), of: count(all.size) })}
        ${now ? html`– <a href=${to('dates', now.date)}>${t('open.now', { date: now.date })}</a>` : nothing}</p>
      <progress aria-labelledby="open-title" max=${all.size} value=${ended}></progress>
      ${this.#ends.state === 'ready' ? html`<ul class="summary">${this.#ends.value.map(end => html`<li><a class="count" href=${to('dates', end.first)}>${end.mark} <strong>${count(end.count)}</strong></a></li>`)}</ul>` : nothing}
      ${left.length < open.length ? html`<p class="quiet">${t('open.stopping')}</p>` : nothing}
      ${left.length === 0 || !this.#may.can('prepare') ? nothing : this.#isStopping ? html`<p>${t('open.askers', { askers: askersOf(left) })}</p><form class="row" @submit=${this.#stop}>${signature(ofStopping())}
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

/** Whose they are, each with how many. */
const askersOf = runs => [...Map.groupBy(runs, run => askerOf(run) ?? t('dates.scheduled'))].map(([asker, own]) => `${asker} (${count(own.length)})`).join(t('price.and'));

/** How valuations ended, each way with how many dates and the first of them. @param {Map<string, any>} known */
async function endsOf(known, signal) {
  const dates = [...datesOf([...known.values()])].sort();
  const runs = (await all(address('runs', { from: dates[0], to: dates.at(-1), limit: 1000 }), signal)).filter(run => known.has(keyOf(run)));
  const ways = Map.groupBy(runs, run => run.status === 'Completed' && run.failed > 0 ? 'SomeFailed' : run.status);
  return ['Completed', 'SomeFailed', 'Cancelled', 'Failed'].filter(way => ways.has(way)).map(way => {
    const own = [...datesOf(ways.get(way))].sort();
    return { mark: way === 'SomeFailed' ? html`<span class="chip bad">${t('open.someFailed')}</span>` : status(way, 'runStatus'), count: own.length, first: own[0] };
  });
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
