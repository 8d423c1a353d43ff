// The stage of the demo's pictures and clips: markup as a function of what is shown and of the second.

const brands = {
  'lj-club': { word: '岚径 LANJING', backdrop: hills, face: 'man-beard' },
  'st-care': { word: '素汀 SUTING', backdrop: bubbles, face: 'woman-curly-hair' },
  'hj-tea': { word: '禾间 HEJIAN', backdrop: table, face: 'woman-farmer' },
};
const ease = (x) => 1 - (1 - Math.min(1, Math.max(0, x))) ** 3;
const between = (t, from, to) => ease((t - from) / (to - from));
const hsl = (hue, saturation, light, alpha = 1) => `hsl(${hue} ${saturation}% ${light}% / ${alpha})`;

export const styles = `
  * { box-sizing: border-box; margin: 0; }
  body { font-family: 'Noto Sans CJK SC', 'Noto Sans', sans-serif; overflow: hidden; }
  .stage { position: relative; overflow: hidden; }
  .stage > * { position: absolute; }
  .word { letter-spacing: .18em; font-weight: 700; }
  svg.icon { display: block; width: 100%; height: 100%; filter: drop-shadow(0 .5em .6em rgb(0 0 0 / .28)); }
  .line { font-weight: 900; line-height: 1.18; text-shadow: 0 2px 12px rgb(0 0 0 / .35); color: #fff; }
  .line small { display: block; font-weight: 500; font-size: .48em; opacity: .94; margin-top: .25em; }
  .reason { background: rgb(255 255 255 / .94); border-radius: 18px; padding: 10px 18px; color: #14201a; font-weight: 800; font-size: 27px; }
  .reason small { font-weight: 500; font-size: 16px; color: #56645d; margin-left: 8px; }
  .price { background: #e5352b; color: #fff; border-radius: 20px; padding: 8px 22px 10px; font-weight: 900; font-size: 50px; }
  .price s { font-weight: 500; font-size: 22px; opacity: .85; margin-left: 10px; }
`;

/** A product picture, square. */
export function picture(goods, icon, size) {
  const { hue } = goods;
  const brand = brands[goods.shop];
  return stage(
    size,
    size,
    `linear-gradient(155deg, ${hsl(hue, 55, 93)}, ${hsl((hue + 24) % 360, 48, 80)})`,
    `<div style="left:-12%;top:46%;width:124%;height:80%;border-radius:50%;background:${hsl(hue, 40, 72, 0.55)}"></div>
     <div style="left:6%;top:6%;width:40%;height:40%;border-radius:50%;background:${hsl(hue, 80, 97, 0.75)};filter:blur(24px)"></div>
     <div style="left:21%;top:19%;width:58%;height:60%">${thing(goods, icon)}</div>
     <div style="left:27%;top:79%;width:46%;height:5%;border-radius:50%;background:rgb(0 0 0 / .2);filter:blur(10px)"></div>
     <div class="word" style="left:6%;top:5.2%;font-size:${size * 0.026}px;color:${hsl(hue, 45, 26)}">${brand.word}</div>
     <div style="left:6%;bottom:5.5%;right:6%;font-weight:800;font-size:${size * 0.045}px;color:${hsl(hue, 50, 18)}">${goods.point[0]}
       <div style="font-weight:500;font-size:.62em;opacity:.8">${goods.point[1]}</div></div>`,
  );
}

/** One frame of a clip at second `t` of `length`. */
export function frame(clip, shown, t, length, width, height, faces) {
  const lead = shown[0];
  const { hue, shop } = lead.goods;
  const brand = brands[shop];
  const hookIn = between(t, 0, 0.45);
  const hookOut = between(t, 1.7, 2.1);
  const each = shown.map(({ goods, icon }, place) => {
    const spread = shown.length === 1 ? 0 : (place - (shown.length - 1) / 2) * width * 0.27;
    const scale = shown.length === 1 ? 1 : 0.62;
    const rise = between(t, 0.5 + place * 0.25, 1.3 + place * 0.25);
    const sway = Math.sin(t * 1.5 + place) * 2.4;
    const side = width * 0.62 * scale * (1 + 0.05 * Math.sin(t * 0.9));
    return `<div style="left:${width / 2 + spread - side / 2}px;top:${height * 0.36 + (1 - rise) * height * 0.5}px;width:${side}px;height:${side}px;transform:rotate(${sway}deg)">${thing(goods, icon)}</div>`;
  });
  const reasons = clip.reasons.map(([zh, en], place) => {
    const at = 2.1 + place * 0.75;
    const seen = between(t, at, at + 0.35);
    return `<div class="reason" style="left:34px;top:${height * 0.13 + place * 62}px;opacity:${seen};transform:translateX(${(1 - seen) * -60}px)">${zh}<small>${en}</small></div>`;
  });
  const priced = between(t, length - 1.4, length - 1);
  const price =
    clip.kind === 'selling'
      ? `<div class="price" style="left:34px;top:${height * 0.655}px;opacity:${priced};transform:scale(${0.6 + 0.4 * priced}) rotate(-3deg);transform-origin:left">¥${lead.goods.price}<s>¥${lead.goods.listPrice}</s></div>`
      : '';
  const bob = Math.abs(Math.sin(t * 5)) * (t < 2 ? 7 : 3);
  return stage(
    width,
    height,
    `linear-gradient(180deg, ${hsl(hue, 52, 46)}, ${hsl((hue + 30) % 360, 58, 30)})`,
    `${brand.backdrop(hue, t, width, height)}
     ${each.join('')}
     <div class="line" style="left:34px;right:90px;top:${height * 0.13}px;font-size:54px;opacity:${hookIn * (1 - hookOut)};transform:translateY(${(1 - hookIn) * 40}px)">${clip.hook[0].replace('，', '，<br>')}<small>${clip.hook[1]}</small></div>
     ${reasons.join('')}
     ${price}
     <div style="left:34px;top:${height * 0.045 - bob}px;width:66px;height:66px;border-radius:50%;background:#fff;padding:5px;overflow:hidden">${faces[brand.face]}</div>
     <div class="word" style="left:114px;top:${height * 0.062}px;font-size:18px;color:#fff">${brand.word}</div>`,
  );
}

export function portrait(icon, hue, size) {
  return stage(
    size,
    size,
    `linear-gradient(150deg, ${hsl(hue, 60, 84)}, ${hsl((hue + 40) % 360, 52, 60)})`,
    `<div style="left:14%;top:16%;width:72%;height:72%">${icon}</div>`,
  );
}

const stage = (width, height, background, inside) =>
  `<div class="stage" style="width:${width}px;height:${height}px;background:${background}">${inside}</div>`;

/** The thing itself, or its pack with the drawing on the label. */
function thing(goods, icon) {
  const { hue, shape } = goods;
  if (shape === 'icon')
    return goods.tint
      ? icon.replace(
          '<svg',
          `<svg style="filter:hue-rotate(${goods.tint}deg) drop-shadow(0 .5em .6em rgb(0 0 0 / .28))"`,
        )
      : icon;
  const dark = hsl(hue, 45, 30);
  const main = hsl(hue, 42, 58);
  const light = hsl(hue, 50, 78);
  const label = (x, y, w, h, radius = 6) => `
    <rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}" fill="#fffdf8"/>
    <svg x="${x + w * 0.27}" y="${y + h * 0.08}" width="${w * 0.46}" height="${h * 0.46}" viewBox="0 0 32 32">${inner(icon)}</svg>
    <text x="${x + w / 2}" y="${y + h * 0.72}" text-anchor="middle" font-size="${Math.min(w / 7.4, h * 0.16)}" font-weight="800" fill="${dark}">${goods.zh.slice(0, 7)}</text>
    <text x="${x + w / 2}" y="${y + h * 0.88}" text-anchor="middle" font-size="${w / 13}" fill="${dark}" opacity=".8">${brands[goods.shop].word}</text>`;
  const shine = (x, y, w, h) =>
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${w / 2}" fill="#fff" opacity=".35"/>`;
  const packs = {
    dropper: `<rect x="84" y="4" width="32" height="34" rx="14" fill="${dark}"/><rect x="76" y="34" width="48" height="24" rx="5" fill="#d9d2c4"/>
      <rect x="46" y="56" width="108" height="140" rx="24" fill="${main}"/>${label(56, 84, 88, 94)}${shine(52, 66, 7, 118)}`,
    tube: `<path d="M58 6 H142 L134 158 H66 Z" fill="${light}"/><rect x="66" y="158" width="68" height="36" rx="7" fill="${dark}"/>${label(70, 34, 60, 104)}${shine(66, 16, 5, 134)}`,
    jar: `<rect x="34" y="40" width="132" height="36" rx="9" fill="${dark}"/><rect x="26" y="72" width="148" height="118" rx="26" fill="${light}"/>${label(44, 88, 112, 86)}${shine(34, 84, 7, 90)}`,
    pouch: `<path d="M36 14 H164 V176 Q100 204 36 176 Z" fill="${main}"/><rect x="36" y="14" width="128" height="16" fill="${dark}" opacity=".55"/>${label(52, 50, 96, 108, 12)}${shine(42, 36, 6, 136)}`,
    tin: `<ellipse cx="100" cy="34" rx="62" ry="18" fill="${light}"/><path d="M38 34 V170 A62 18 0 0 0 162 170 V34 A62 18 0 0 1 38 34" fill="${main}"/><path d="M38 34 V58 A62 18 0 0 0 162 58 V34 A62 18 0 0 1 38 34" fill="${dark}"/>${label(56, 84, 88, 82)}${shine(44, 70, 6, 96)}`,
    box: `<path d="M24 60 L108 36 L176 56 L176 168 L92 194 L24 172 Z" fill="${dark}"/><path d="M24 60 L92 80 V194 L24 172 Z" fill="${main}"/><path d="M92 80 L176 56 V168 L92 194 Z" fill="${light}"/><path d="M24 60 L108 36 L176 56 L92 80 Z" fill="${hsl(hue, 50, 88)}"/>${label(98, 92, 72, 78)}`,
    carton: `<path d="M30 52 L62 20 H170 L140 52 Z" fill="${light}"/><path d="M140 52 L170 20 V158 L140 190 Z" fill="${dark}"/><rect x="30" y="52" width="110" height="138" fill="${main}"/>${label(40, 70, 90, 102, 10)}`,
  };
  return `<svg class="icon" viewBox="0 0 200 200">${packs[shape]}</svg>`;
}

const inner = (icon) => icon.replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');

function hills(hue, t, width, height) {
  const ridge = (base, swing, phase, light, drift) => {
    const points = Array.from({ length: 61 }, (_, place) => {
      const x = (place / 60) * (width + 120) - 60;
      const at = place * 0.16 + phase + t * drift * 0.004;
      const y =
        height *
        (base - swing * (0.55 * Math.sin(at) + 0.3 * Math.sin(at * 2.3 + 1) + 0.15 * Math.sin(at * 5.1)));
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    return `<polygon points="-80,${height} ${points.join(' ')} ${width + 80},${height}" fill="${hsl(hue, 42, light)}"/>`;
  };
  return `<svg width="${width}" height="${height}"><circle cx="${width * 0.78}" cy="${height * 0.22}" r="62" fill="${hsl(45, 95, 76, 0.9)}"/>
    ${ridge(0.5, 0.13, 1, 40, 6)}${ridge(0.64, 0.1, 3, 31, 12)}${ridge(0.8, 0.08, 5, 21, 24)}</svg>`;
}

function bubbles(hue, t, width, height) {
  const circles = Array.from({ length: 14 }, (_, place) => {
    const x = ((place * 193) % width) + Math.sin(t + place) * 12;
    const y = height - ((((place * 211) % height) + t * (18 + (place % 5) * 8)) % height);
    const r = 22 + ((place * 37) % 70);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r}" fill="${hsl(hue, 70, 86, 0.16)}" stroke="#fff" stroke-opacity=".2"/>`;
  });
  return `<svg width="${width}" height="${height}">${circles.join('')}</svg>`;
}

function table(hue, t, width, height) {
  const steam = Array.from({ length: 5 }, (_, place) => {
    const x = width * (0.2 + place * 0.15);
    const sway = Math.sin(t * 1.4 + place * 2) * 18;
    return `<path d="M${x} ${height * 0.5} q ${sway + 20} -90 ${sway} -170 t ${-sway} -150" stroke="#fff" stroke-opacity=".16" stroke-width="16" fill="none" stroke-linecap="round"/>`;
  });
  return `<svg width="${width}" height="${height}">${steam.join('')}<rect y="${height * 0.72}" width="${width}" height="${height * 0.3}" fill="${hsl(hue, 38, 22)}"/>
    <rect y="${height * 0.72}" width="${width}" height="10" fill="${hsl(hue, 45, 56)}"/><ellipse cx="${width / 2}" cy="${height * 0.735}" rx="${width * 0.36}" ry="22" fill="rgb(0 0 0 / .3)"/></svg>`;
}
