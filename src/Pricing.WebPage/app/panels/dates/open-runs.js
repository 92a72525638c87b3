import { html, nothing } from 'lit';
import { address, all, pause, post } from '../../api/client.js';
import { follow, followedNow, isFollowed, putAway } from '../../parts/followed-runs.js';
import { count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { askerOf, isOpen, isSame, keyOf } from '../../parts/runs.js';
import { fieldsOf, ofStopping, signature } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';

// While something is under way, and while nothing is that this tab knows of.
const often = 2000;
const seldom = 4000;

/**
 * The valuations of several dates that were asked for in this tab, and what became of each; those that others asked for and that are open; and stopping
 * either. Says `moved` where one began or ended, with how many are open.
 */
class OpenRuns extends Part {
  #runs = new Loading(this);
  #stopped = new Loading(this);
  #may = new May(this);
  #asked = new Set();
  #look = 0;
  #before = '';

  /** Follows valuations that were just asked for, also those that end before they are looked for. */
  follow(runs) {
    follow(runs);
    this.load();
  }

  async load() {
    const look = ++this.#look;
    while (this.isConnected && this.#look === look) {
      if (!document.hidden && !await this.#runs.ask(signal => runsNow(signal), { quietly: true })) {
        // A host that is away comes back.
        if (this.#runs.problem?.status !== 0 || this.#look !== look) return;
        await pause(seldom);
        continue;
      }

      const { own, open } = this.#runs.value ?? { own: [], open: [] };
      const now = [...own.filter(run => !isOpen(run)), ...open].map(run => `${keyOf(run)} ${run.status}`).join();
      if (now !== this.#before) this.dispatchEvent(new CustomEvent('moved', { detail: open.length }));
      this.#before = now;
      await pause(open.length > 0 ? often : seldom);
    }
  }

  render() {
    // What is shown below was asked for before.
    if (this.#runs.state === 'failed') return html`${problem(this.#runs.problem, () => this.load())}<p class="quiet">${t('open.before')}</p>`;

    const { own, open } = this.#runs.value ?? { own: [], open: [] };
    const others = open.filter(run => !isFollowed(run));
    return html`${own.length > 0 ? this.#own(own) : nothing}${others.length > 0 ? this.#others(others) : nothing}
      ${this.#stopped.state === 'failed' ? problem(this.#stopped.problem) : nothing}`;
  }

  #own(runs) {
    const open = runs.filter(isOpen);
    return html`<section class="progress" aria-labelledby="open-title">
      <h2 id="open-title">${t('open.title', { from: runs[0].date, to: runs.at(-1).date })}</h2>
      <p role="status">${t('open.ended', { ended: count(runs.length - open.length), of: count(runs.length) })}${outcomes(runs)} ${underWay(open)}</p>
      <progress aria-labelledby="open-title" max=${runs.length} value=${runs.length - open.length}></progress>
      ${this.#stop(open)}
      ${open.length === 0 ? html`<button type="button" @click=${this.#putAway}>${t('open.putAway')}</button>` : nothing}</section>`;
  }

  #others(open) {
    return html`<section class="progress" aria-labelledby="others-title"><h2 id="others-title">${t('open.others')}</h2>
      <p role="status">${t('open.count', { count: count(open.length), from: open[0].date, to: open.at(-1).date })} ${underWay(open)}</p>
      ${this.#may.can('prepare') ? html`<details><summary>${t('open.stopOthers')}</summary><p>${t('open.askers', { askers: askersOf(open) })}</p>${this.#stop(open)}</details>` : nothing}</section>`;
  }

  #stop(open) {
    const left = open.filter(run => !this.#asked.has(keyOf(run)));
    return html`${left.length < open.length ? html`<p class="quiet">${t('open.stopping')}</p>` : nothing}
      ${left.length === 0 || !this.#may.can('prepare') ? nothing : html`<form class="row" @submit=${event => this.#cancel(event, left)}>${signature(ofStopping())}
        <button class="danger" ?disabled=${this.#stopped.isBusy}>${t('open.stop', { count: count(left.length) })}</button></form>`}`;
  }

  #putAway() {
    putAway();
    this.load();
  }

  // One question for all of them, unless others are in between: whoever goes away meanwhile has stopped them all the same.
  async #cancel(event, runs) {
    event.preventDefault();
    const body = fieldsOf(event.target);
    const [from, to] = [runs[0].date, runs.at(-1).date];
    const isAlone = this.#runs.value.open.every(run => run.date < from || run.date > to || runs.some(one => isSame(one, run)));
    const isStopped = await this.#stopped.ask(() => isAlone ? post(address('runs', 'cancel'), { from, to, ...body }) : cancelEach(runs, body));
    if (!isStopped) return;
    for (const run of runs) this.#asked.add(keyOf(run));
    this.load();
  }
}

/** Whose they are, each with how many. */
const askersOf = runs => [...Map.groupBy(runs, askerOf)].map(([asker, own]) => `${asker} (${count(own.length)})`).join(t('price.and'));

/** What came of those that ended, each kind with its number; of all but those that are valued, the first and the last. */
function outcomes(runs) {
  const kinds = [
    ['valued', runs.filter(run => run.status === 'Completed' && run.failed === 0)], ['withFailures', runs.filter(run => run.status === 'Completed' && run.failed > 0)],
    ['stopped', runs.filter(run => run.status === 'Cancelled')], ['failed', runs.filter(run => run.status === 'Failed')],
  ].filter(([, of]) => of.length > 0);
  return kinds.map(([kind, of], number) => html`${number === 0 ? ': ' : ', '}${t(`open.${kind}`, { count: count(of.length) })}${
    kind === 'valued' ? nothing : html` (<a href=${to('dates', of[0].date)}>${of[0].date}</a>${of.length > 1 ? html` – <a href=${to('dates', of.at(-1).date)}>${of.at(-1).date}</a>` : nothing})`}`);
}

function underWay(open) {
  const now = open.find(run => run.status === 'Running');
  return now ? html`– <a href=${to('dates', now.date)}>${t('open.now', { date: now.date })}</a>` : nothing;
}

// What has ended meanwhile needs no stopping.
async function cancelEach(runs, body) {
  for (const run of runs) {
    await post(address('runs', run.date, run.version, 'cancel'), body).catch(problem => {
      if (problem.status !== 409) throw problem;
    });
  }
}

async function runsNow(signal) {
  const open = await openRuns(signal);
  return { open, own: await followedNow(open, signal) };
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
