// Draws the demo material with Chromium, and encodes it with ffmpeg and cwebp. See README.md beside.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { clips } from '../../src/simulator/material/clips-data.ts';
import { goods } from '../../src/simulator/material/goods-data.ts';
import { accounts } from '../../src/simulator/world/brands-data.ts';
import { findBrowser } from '../browser.mjs';
import { frame, picture, portrait, styles } from './scene.mjs';

const folder = join(import.meta.dirname, '..', '..', 'src', 'simulator', 'material');
const drawings = JSON.parse(
  readFileSync(
    process.env.MEADOW_DRAWINGS ??
      createRequire(import.meta.url).resolve('@iconify-json/fluent-emoji/icons.json'),
    'utf8',
  ),
);
const [kind = 'all', ...keys] = process.argv.slice(2);
const wanted = (key) => keys.length === 0 || keys.includes(key);

let drawn = 0;
/** A drawing as markup; gradients of two drawings on one page must not share names. */
function icon(name) {
  const { body } = drawings.icons[name] ?? {};
  if (!body) throw new Error(`There is no drawing ${name}.`);
  const own = `d${drawn++}`;
  const renamed = body
    .replaceAll(/\bid="([^"]+)"/g, `id="${own}$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${own}$1)`)
    .replaceAll(/href="#([^"]+)"/g, `href="#${own}$1"`);
  return `<svg class="icon" viewBox="0 0 32 32">${renamed}</svg>`;
}

const browser = await chromium.launch({ executablePath: findBrowser() ?? undefined, args: ['--no-sandbox'] });
async function openStage(width, height) {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<style>${styles}</style><div id="root"></div>`);
  const show = (markup) =>
    page.evaluate((text) => (document.getElementById('root').innerHTML = text), markup);
  return { page, show };
}

function webp(png, target, quality, width) {
  const source = `${target}.png`;
  writeFileSync(source, png);
  const run = spawnSync('cwebp', [
    '-quiet',
    '-q',
    String(quality),
    '-m',
    '6',
    ...(width ? ['-resize', String(width), '0'] : []),
    source,
    '-o',
    target,
  ]);
  rmSync(source);
  if (run.status !== 0) throw new Error(`cwebp: ${run.error ?? run.stderr}`);
}

async function drawPictures() {
  mkdirSync(join(folder, 'pictures'), { recursive: true });
  const { page, show } = await openStage(640, 640);
  for (const one of goods.filter(({ key }) => wanted(key))) {
    await show(picture(one, icon(one.icon), 640));
    webp(await page.screenshot({ type: 'png' }), join(folder, 'pictures', `${one.key}.webp`), 78);
  }
  await page.close();
}

const width = 540;
const height = 960;
const framesPerSecond = 12;
const seconds = 6;

async function drawClips() {
  mkdirSync(join(folder, 'clips'), { recursive: true });
  mkdirSync(join(folder, 'posters'), { recursive: true });
  const faces = Object.fromEntries(
    ['man-beard', 'woman-curly-hair', 'woman-farmer'].map((name) => [name, icon(name)]),
  );
  const { page, show } = await openStage(width, height);
  const session = await page.context().newCDPSession(page);
  for (const clip of clips.filter(({ key }) => wanted(key))) {
    const shown = clip.goods.map((key) => {
      const one = goods.find((each) => each.key === key);
      return { goods: one, icon: icon(one.icon) };
    });
    const target = join(folder, 'clips', `${clip.key}.mp4`);
    // Ultra-light settings for flat drawings; baseline-like and yuv420p, so that everything plays it.
    const encoder = spawn(
      'ffmpeg',
      [
        '-v',
        'error',
        '-y',
        '-f',
        'image2pipe',
        '-framerate',
        String(framesPerSecond),
        '-c:v',
        'mjpeg',
        '-i',
        '-',
        '-an',
        '-c:v',
        'libx264',
        '-profile:v',
        'main',
        '-preset',
        'veryslow',
        '-tune',
        'animation',
        '-crf',
        '35',
        '-pix_fmt',
        'yuv420p',
        '-movflags',
        '+faststart',
        target,
      ],
      { stdio: ['pipe', 'inherit', 'inherit'] },
    );
    for (let number = 0; number < seconds * framesPerSecond; number++) {
      await show(frame(clip, shown, number / framesPerSecond, seconds, width, height, faces));
      const { data } = await session.send('Page.captureScreenshot', { format: 'jpeg', quality: 92 });
      if (!encoder.stdin.write(Buffer.from(data, 'base64'))) await once(encoder.stdin, 'drain');
    }
    encoder.stdin.end();
    await once(encoder, 'exit');
    await show(frame(clip, shown, 3.9, seconds, width, height, faces));
    webp(await page.screenshot({ type: 'png' }), join(folder, 'posters', `${clip.key}.webp`), 62, 360);
    console.log(`${clip.key}: ${Math.round(statSync(target).size / 1024)} KB`);
  }
  await page.close();
}

const faceOf = {
  lj: ['snow-capped-mountain', 'person-running', 'camping', 'old-man', 'compass'],
  st: ['sparkles', 'woman-curly-hair', 'woman-scientist', 'woman-red-hair'],
  hj: ['cookie', 'woman-cook', 'teacup-without-handle'],
};
async function drawPortraits() {
  mkdirSync(join(folder, 'portraits'), { recursive: true });
  const { page, show } = await openStage(192, 192);
  const used = {};
  for (const { key } of accounts) {
    const brand = key.slice(2, 4);
    const place = used[brand] ?? 0;
    used[brand] = place + 1;
    const name = faceOf[brand][place % faceOf[brand].length];
    await show(portrait(icon(name), { lj: 200, st: 335, hj: 35 }[brand] + place * 22, 192));
    webp(await page.screenshot({ type: 'png' }), join(folder, 'portraits', `${key}.webp`), 80);
  }
  await page.close();
}

if (kind === 'all' || kind === 'pictures') await drawPictures();
if (kind === 'all' || kind === 'portraits') await drawPortraits();
if (kind === 'all' || kind === 'clips') await drawClips();
await browser.close();
