// Downloads carry the key in the header, so they are fetched and given to the browser as a blob.
import { ask } from './client.js';

/** Fetches a file and hands it to the browser under the name that the server gave it. */
export async function download(url, fallbackName) {
  const response = await ask(url);
  save(await response.blob(), nameOf(response) ?? fallbackName);
}

/** Hands content to the browser as a file, under a name that every system takes. */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[\\/:*?"<>|]/g, '_');
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function nameOf(response) {
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  if (encoded) return decodeURIComponent(encoded[1]);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1];
}
