// Sends a file past the circuit, as the body of a request, so that hundreds of megabytes are read from disk bit by bit on both sides.
let request = null;

/** Sends the chosen file; false when none is chosen. Progress, end and failure are told to `page`. */
export function send(input, address, token, page) {
  const file = input.files?.[0];
  if (!file) return false;
  request = new XMLHttpRequest();
  let told = 0;
  request.upload.onprogress = (e) => {
    const now = performance.now();
    if (!e.lengthComputable || now - told < 250) return;
    told = now;
    page.invokeMethodAsync('OnProgress', e.loaded / e.total);
  };
  request.onload = () => {
    const answer = read(request.responseText);
    if (request.status === 200 && answer?.id) page.invokeMethodAsync('OnUploaded', answer.id);
    else page.invokeMethodAsync('OnFailed', request.status, answer?.detail ?? null);
  };
  request.onerror = () => page.invokeMethodAsync('OnFailed', 0, null);
  request.onabort = () => page.invokeMethodAsync('OnFailed', -1, null);
  request.open('POST', `${address}?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.setRequestHeader('RequestVerificationToken', token ?? '');
  request.send(file);
  return true;
}

/** Stops sending; the server throws the half of the file away. */
export function stop() {
  request?.abort();
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's page instead of an answer of ours
  }
}
