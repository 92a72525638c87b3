// Loaded before a program, Azurite or npm, into its process: ties it to the process that started it.
//
// Standard input is the tie. Its end, whether the owner closed it or died, asks Azurite to shut down in the way
// that writes everything to disk; this works on every system, where a signal would be for Unix only. Any other
// program just ends.
process.stdin
  .on('end', () => {
    if (!process.emit('message', 'shutdown')) process.exit();
  })
  .resume()
  .unref();

// A dead owner reads no more; what Azurite says on its way out must not end it before it has written its data.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

// Ctrl-C in a terminal goes to the owner and to the program at once, but the owner needs its storage until it has stopped.
process.on('SIGINT', () => {});
process.on('newListener', (event, listener) => {
  if (event === 'SIGINT') setImmediate(() => process.removeListener(event, listener));
});
