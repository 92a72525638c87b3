// Valuations of dates, as the API answers them.
import { t } from '../words/words.js';

/** Whether nobody asked for it: the date was due. Somebody may state that word as a reason, but has an identity. */
export const isScheduled = run => run.reason === 'scheduled' && !run.askedByIdentity;

/** Why it was made. */
export const whyOf = run => isScheduled(run) ? t('dates.scheduled') : run.reason;

/** Who asked for it. */
export const askerOf = run => isScheduled(run) ? t('dates.scheduled') : run.askedBy;

/** Which it is: its date and version. */
export const keyOf = run => `${run.date} ${run.version}`;

/** Whether both are the same valuation, however far it is in each. */
export const isSame = (one, other) => one?.date === other?.date && one?.version === other?.version;

/** Whether it has not come to its end. */
export const isOpen = run => run.status === 'Requested' || run.status === 'Running';

const isWhole = run => run.status === 'Completed' && run.scope === 'Alive' && !run.issuers;

/** Whether it failed and keeps its date open: nobody accepted that, and no later version of the whole date holds what it was to bring. @param {any[]} runs those of its date */
export const isLeftOpen = (run, runs) => run.status === 'Failed' && !run.waivedBy && !runs.some(later => later.version > run.version && isWhole(later));
