// Tables as files and for the clipboard, as spreadsheets take them.

/** A table as a CSV file, which spreadsheets open in its own letters. @param {string} name without an ending @returns {{name: string, blob: Blob}} */
export const csv = (name, rows) => ({
  name: `${name}.csv`,
  blob: new Blob([`\uFEFF${rows.map(row => row.map(text => quoted(plain(text))).join(',')).join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }),
});

/** A table for the clipboard: pasted into a spreadsheet each cell has one of its own. */
export const cells = rows => rows.map(row => row.map(text => plain(`${text}`.replace(/\s+/g, ' '))).join('\t')).join('\n');

// A text that a spreadsheet would take for a formula has an apostrophe before it, which a table that is taken in is read without.
const plain = text => /^'*\s*[=+\-@＝＋－＠]|^'*[\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : `${text}`;

const quoted = text => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
