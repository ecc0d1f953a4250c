import { avis, retirerAvis } from './avis.ts';
import { aChaquePage } from './dom.ts';

const CADENCE_MS = 60_000;
/** A page left open without a word typed for this long no longer holds anything. */
const SANS_FRAPPE_MS = 10 * 60_000;

type Tenue = { readonly adresse: string; readonly jeton: string; minuterie: ReturnType<typeof setInterval> | undefined; frappe: number };
let tenue: Tenue | undefined;

const corps = (t: Tenue, champs: Readonly<Record<string, string>> = {}): URLSearchParams => new URLSearchParams({ jeton: t.jeton, ...champs });

async function battre(t: Tenue): Promise<void> {
  try {
    const r = await fetch(t.adresse, { method: 'POST', body: corps(t), credentials: 'same-origin' });
    const lu: unknown = r.ok ? await r.json() : {};
    const texte = typeof lu === 'object' && lu !== null && 'avis' in lu && typeof lu.avis === 'string' ? lu.avis : '';
    if (texte && t === tenue) avis('plume', texte);
    else retirerAvis('plume');
  } catch {
    // Offline: the pen frees itself, what is typed stays in the draft.
  }
}

/** Sent even while the page goes away. */
function lacher(): void {
  if (!tenue) return;
  clearInterval(tenue.minuterie);
  if (tenue.minuterie !== undefined) navigator.sendBeacon(tenue.adresse, corps(tenue, { fin: 'oui' }));
  retirerAvis('plume');
  tenue = undefined;
}

function tenir(f: HTMLFormElement): void {
  const adresse = f.dataset['battement'] ?? '';
  const maintenant = Date.now();
  if (tenue?.adresse === adresse) {
    tenue.frappe = maintenant;
    if (tenue.minuterie !== undefined) return;
  } else {
    lacher();
    tenue = { adresse, jeton: f.querySelector<HTMLInputElement>('input[name="jeton"]')?.value ?? '', minuterie: undefined, frappe: maintenant };
  }
  const t = tenue;
  t.minuterie = setInterval(() => {
    if (Date.now() - t.frappe > SANS_FRAPPE_MS) lacher();
    else void battre(t);
  }, CADENCE_MS);
  void battre(t);
}

const forme = (): HTMLFormElement | null => document.querySelector<HTMLFormElement>('form[data-battement]');

/** Whoever writes in such a form holds it while they write, and frees it when they leave: nobody waits for someone who has gone. */
export function installerBattement(): void {
  aChaquePage(() => {
    const f = forme();
    if (!f || (tenue && tenue.adresse !== f.dataset['battement'])) lacher();
    if (f && 'tenue' in f.dataset) tenir(f);
  });
  document.addEventListener('input', (e) => {
    const f = e.target instanceof Element ? e.target.closest<HTMLFormElement>('form[data-battement]') : null;
    if (f) tenir(f);
  });
  window.addEventListener('pagehide', lacher);
}
