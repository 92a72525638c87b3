/** What the API refused, or why it could not be asked: problem details (RFC 9457). */
export class Problem extends Error {
  /**
   * @param {number} status the HTTP status; 0 where nobody answered
   * @param {{title?: string, detail?: string, type?: string, failures?: Array<{code: string, field: string, value: string, reason: string}>}} body
   */
  constructor(status, body = {}) {
    super(body.detail ?? body.title ?? `${status}`);
    this.status = status;
    this.type = (body.type ?? '').split(':').pop();
    this.failures = body.failures ?? [];
  }

  /** @param {Response} response */
  static async of(response) {
    try {
      return new Problem(response.status, await response.json());
    } catch {
      return new Problem(response.status, { detail: `${response.status} ${response.statusText}` });
    }
  }
}
