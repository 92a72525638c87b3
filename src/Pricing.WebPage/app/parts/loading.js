/**
 * Something that is asked for. While it is asked for, and where that failed, there is no value: an old one never stands beside
 * changed inputs or after a failed request.
 */
export class Loading {
  #host;
  #stop = new AbortController();

  state = 'idle';
  value = undefined;
  problem = undefined;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether it is asked for now. */
  get isBusy() {
    return this.state === 'loading';
  }

  hostDisconnected() {
    this.#stop.abort();
  }

  /**
   * Asks.
   * @param {(signal: AbortSignal) => Promise<unknown>} question
   * @param {{quietly?: boolean, keeps?: boolean}} [how] quietly: what is shown stays until the answer is there, as where progress is followed;
   * keeps: it also stays where the host is away or in trouble, as where nothing but a look is taken, which is taken again
   * @returns {Promise<boolean>} whether this question was answered, and no other was asked meanwhile
   */
  async ask(question, { quietly = false, keeps = false } = {}) {
    this.#stop.abort();
    const stop = this.#stop = new AbortController();
    if (!quietly) this.#set('loading');
    try {
      const value = await question(stop.signal);
      if (stop.signal.aborted) return false;
      this.#set('ready', value);
      return true;
    } catch (problem) {
      if (stop.signal.aborted) return false;
      if (problem.name === 'AbortError' || (keeps && (problem.status === 0 || problem.status >= 500) && this.state === 'ready')) return false;
      this.#set('failed', undefined, problem);
      return false;
    }
  }

  /** Forgets the value, and stops asking. */
  clear() {
    this.#stop.abort();
    this.#set('idle');
  }

  #set(state, value, problem) {
    Object.assign(this, { state, value, problem });
    this.#host.requestUpdate();
  }
}
