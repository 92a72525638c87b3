// Loaded before a program, Azurite or npm, into its process: ties it to the process that started it.
//
// Standard input is the tie. Its end, whether the owner closed it or died, asks Azurite to shut down in the way
// that writes everything to disk; this works on every system, where a signal would be for Unix only. Any other
// program just ends.
const net = require('net');

const PATIENCE = 2000;
const POLL = 50;
const sockets = new Set();
const busy = new Set();

// A server that is closed waits for the ends of its connections, and clients keep theirs open for later requests. So
// those without a request are ended, and after a while those whose request never ends.
function endConnections() {
  const started = Date.now();
  setInterval(() => {
    const all = Date.now() - started > PATIENCE;
    for (const socket of sockets) if (all || !busy.has(socket)) socket.destroy();
  }, POLL).unref();
}

// Every answer names the owner, so that others can see that the program will end with it.
const emit = net.Server.prototype.emit;
net.Server.prototype.emit = function (event, first, second) {
  if (event === 'connection') {
    sockets.add(first);
    first.once('close', () => sockets.delete(first));
  } else if (event === 'request') {
    const socket = first.socket;
    busy.add(socket);
    second.once('close', () => busy.delete(socket));
    second.setHeader('x-owner-process', process.ppid);
  }
  return emit.apply(this, arguments);
};

process.stdin
  .on('end', () => {
    if (!process.emit('message', 'shutdown')) process.exit();
    endConnections();
  })
  .resume()
  .unref();

// A dead owner reads no more; what Azurite says on its way out must not end it before it has written its data.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

// Ctrl-C in a terminal, its end, and what a service manager sends to all of a group go to the owner and to the program at
// once, but the owner needs its storage until it has stopped.
const LEFT_TO_THE_OWNER = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of LEFT_TO_THE_OWNER) process.on(signal, () => {});
process.on('newListener', (event, listener) => {
  if (LEFT_TO_THE_OWNER.includes(event)) setImmediate(() => process.removeListener(event, listener));
});
