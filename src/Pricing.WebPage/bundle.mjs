// Bundles the page into a folder: node bundle.mjs FOLDER. Two builds at once wait for one another.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];
const lock = `${target}.lock`;
const patience = 10 * 60_000;

/** Waits until no other build is at it; one that died leaves a lock that nobody touches. */
function enter() {
  mkdirSync(dirname(target), { recursive: true });
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx'));
      return;
    } catch (taken) {
      if (taken.code !== 'EEXIST') throw taken;
      const held = statSync(lock, { throwIfNoEntry: false });
      if (held && Date.now() - held.mtimeMs > patience) rmSync(lock, { force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

/** Installs what package-lock.json names, where that is not what is installed. */
function install() {
  const wanted = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
  const noted = join(here, 'node_modules', '.installed');
  if (existsSync(noted) && readFileSync(noted, 'utf8') === wanted) return;

  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here, encoding: 'utf8', shell: process.platform === 'win32',
  });
  if (npm.error?.code === 'ENOENT') fail('npm is not on the PATH, and it installs what the page is made of: it comes with Node.js 20 or newer.');
  if (npm.status !== 0) fail(`npm could not install what the page is made of. Run 'npm ci --ignore-scripts' in ${here} to see all of it. ${firstLine(npm.stderr)}`);
  writeFileSync(noted, wanted);
}

function firstLine(text) {
  return (text ?? '').split('\n').find(line => line.trim().length > 0) ?? '';
}

/** Says why in the form that MSBuild shows as an error. */
function fail(reason) {
  console.error(`bundle.mjs : error PAGE1 : ${reason}`);
  rmSync(lock, { force: true });
  process.exit(1);
}

async function bundle() {
  const { build } = await import('esbuild');
  const made = join(target, `making-${process.pid}`);
  rmSync(made, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { page: join(here, 'app/page.js'), style: join(here, 'app/styles/page.css') },
    outdir: made,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    legalComments: 'eof',
    logLevel: 'warning',
    metafile: true,
  });
  const document = readFileSync(join(here, 'app', 'index.html'), 'utf8');
  writeFileSync(join(made, 'index.html'), document.replace('{preloads}', everywhere(metafile).map(name => `<link rel="modulepreload" href="{assets}${name}">`).join('\n  ')));
  cpSync(join(here, 'app', 'icon.svg'), join(made, 'icon.svg'));
  rmSync(join(target, 'files'), { recursive: true, force: true });
  renameSync(made, join(target, 'files'));
  writeFileSync(join(target, 'bundled'), '');
}

/** What every panel stands on: the browser asks for it beside the page's own code, and not after that was read. */
function everywhere({ outputs }) {
  const imports = (path, kind) => outputs[path].imports.filter(one => one.kind === kind).map(one => one.path);
  const page = Object.keys(outputs).find(path => basename(path) === 'page.js');
  const panels = imports(page, 'dynamic-import').map(panel => imports(panel, 'import-statement'));
  return [...new Set([...imports(page, 'import-statement'), ...panels[0].filter(path => panels.every(panel => panel.includes(path)))])].map(path => basename(path));
}

enter();
try {
  install();
  await bundle();
} catch (failure) {
  fail(failure.message.replaceAll('\n', ' '));
} finally {
  rmSync(lock, { force: true });
}
