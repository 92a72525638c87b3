// Sends a file so that it can be followed how much of it is sent, which fetch cannot say.

/**
 * Sends a file.
 * @param {URL} url
 * @param {{method: string, body: Blob, headers: Headers, onProgress: (part: number) => void}} options onProgress is told the part that is sent, 0 to 1
 * @returns {Promise<Response>}
 */
export const upload = (url, { method, body, headers, onProgress }) => new Promise((answered, failed) => {
  const request = new XMLHttpRequest();
  request.open(method, url);
  request.responseType = 'blob';
  headers.forEach((value, name) => request.setRequestHeader(name, value));
  request.upload.addEventListener('progress', sent => sent.lengthComputable && onProgress(sent.loaded / sent.total));
  request.addEventListener('load', () => answered(new Response(request.response, { status: request.status, statusText: request.statusText, headers: known(request) })));
  request.addEventListener('error', () => failed(new TypeError('nobody answered')));
  request.send(body);
});

const known = request => ['Content-Type', 'Retry-After'].map(name => [name, request.getResponseHeader(name)]).filter(([, value]) => value !== null);
