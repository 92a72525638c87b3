// The files that were sent from this tab, the last one first, each followed until it is judged. They stay in the tab's memory, and
// nowhere else: whoever goes to a grant and comes back finds what became of them.
import { address, ask, get, pause } from '../../api/client.js';

const every = 700;
const mostKept = 100;

/** Says `changed` where one of them did, and `judged` where some came to their end. */
export const sentEvents = new EventTarget();

let files = [];
let number = 0;

/** What was sent. @returns {Array<{number: number, name: string, size: number, file: File, asked: any, part?: number, answer?: any, problem?: Error}>} */
export const sent = () => files;

/** That something of one of them is otherwise. */
export const changed = () => sentEvents.dispatchEvent(new Event('changed'));

/** Takes all of them off the list; what is stored of them stays. */
export function clear() {
  files = [];
  changed();
}

const entry = (file, asked) => ({ number: ++number, name: file.name, size: file.size, file, asked });

/** Sends files, one after the other: rows of a later file may need those of an earlier one. */
export async function take(list, asked) {
  const begun = list.map(file => entry(file, asked));
  files = [...begun, ...files].slice(0, mostKept);
  changed();
  for (const one of begun) await send(one);
  sentEvents.dispatchEvent(new Event('judged'));
}

/** Sends a file once more, otherwise than before: what becomes of it stands in the place of what became of it then. Where it cannot be sent, that stays. */
export async function takeAgain(one, asked) {
  const again = entry(one.file, asked);
  put(one, again);
  await send(again);
  if (again.problem && !again.answer) put(again, Object.assign(one, { replacing: again.problem }));
  sentEvents.dispatchEvent(new Event('judged'));
}

function put(before, after) {
  files = files.map(one => one === before ? after : one);
  changed();
}

async function send(one) {
  try {
    const onProgress = part => {
      one.part = part;
      changed();
    };
    const response = await ask(address('files', { ...one.asked, name: one.name }), {
      method: 'POST', body: one.file, headers: { 'content-type': one.file.type || 'application/octet-stream' }, onProgress,
    });
    one.answer = { ...await response.json(), state: 'Kept' };
    changed();

    // A file that came before is judged already; its report is asked for all the same.
    for (let wait = 0; one.answer.state === 'Kept'; wait = every) {
      await pause(wait);
      one.answer = await get(address('files', one.answer.id));
      changed();
    }
  } catch (failed) {
    one.problem = failed;
  }
  changed();
}
