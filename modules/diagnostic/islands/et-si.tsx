import { type JSX, render } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { formaterNombre } from '#core/texte.ts';
import { ACTIVITE_MOYENNE } from '#modules/territoire/moteur/apl.ts';
import { depuisJson } from '#modules/territoire/moteur/scenario.ts';
import { BORNES, CIVIDIS } from '../constants.ts';
import { libelleGenre } from '../labels.ts';
import { ecrireGeste, GENRES, type Genre, type GesteImagine, jouer } from '../moteur/et-si.ts';
import { classeDe } from '../rules.ts';
import { type DonneesEtSi, phraseEffet } from '../view.ts';

const SVG = 'http://www.w3.org/2000/svg';
const carte = (): SVGSVGElement | null => document.querySelector<SVGSVGElement>('[data-carte-et-si] svg');
const formes = (code: string): readonly SVGElement[] => [...(carte()?.querySelectorAll<SVGElement>(`[data-commune="${code}"]`) ?? [])];

/** The map drawn by the server takes the colours of what is imagined, and shows where. */
function peindre(origines: readonly string[], valeurs: readonly number[], choisie: string): void {
  for (const [i, code] of origines.entries()) {
    for (const forme of formes(code)) {
      forme.setAttribute('fill', CIVIDIS[classeDe(valeurs[i] ?? 0, BORNES.apl)] ?? '');
      if (code === choisie) { forme.setAttribute('stroke', 'var(--color-base-content)'); forme.setAttribute('stroke-width', '3'); } else { forme.removeAttribute('stroke'); forme.removeAttribute('stroke-width'); }
    }
  }
}

/** A point where doctors practise, as large as they are many. Returns what takes the points away. */
function poserMedecins(medecins: ReadonlyMap<string, number>): () => void {
  const svg = carte();
  if (!svg) return () => undefined;
  const calque = document.createElementNS(SVG, 'g');
  for (const [code, etp] of medecins) {
    const [forme] = formes(code);
    if (!(forme instanceof SVGGraphicsElement) || etp < 0.1) continue;
    const { x, y, width, height } = forme.getBBox();
    const point = document.createElementNS(SVG, 'circle');
    for (const [nom, v] of Object.entries({ cx: x + width / 2, cy: y + height / 2, r: Math.min(14, 3 + 1.2 * Math.sqrt(etp)), fill: '#ffffff', 'fill-opacity': 0.9, stroke: '#1b2426', 'stroke-width': 1.2, 'data-medecins': code })) point.setAttribute(nom, String(v));
    const titre = document.createElementNS(SVG, 'title');
    titre.textContent = `${formaterNombre(etp, 1)} équivalents temps plein (estimation)`;
    point.append(titre);
    calque.append(point);
  }
  svg.append(calque);
  return () => calque.remove();
}

type Choix = { readonly commune: string; readonly surUnPoint: boolean };

/** The commune under the pointer, and whether it is on its doctors. */
function sousLePointeur(e: PointerEvent): Choix | undefined {
  const cible = document.elementFromPoint(e.clientX, e.clientY);
  const point = cible?.closest('[data-medecins]')?.getAttribute('data-medecins');
  const commune = point ?? cible?.closest('[data-commune]')?.getAttribute('data-commune');
  return commune ? { commune, surUnPoint: point !== null && point !== undefined } : undefined;
}

/** A click chooses the place; with a mouse, what was chosen follows while the button is held. */
function ecouterCarte(choisir: (c: Choix, glisse: boolean) => void): () => void {
  const svg = carte();
  if (!svg) return () => undefined;
  let tenu = false;
  const bas = (e: PointerEvent): void => { const c = sousLePointeur(e); if (!c) return; tenu = e.pointerType === 'mouse'; choisir(c, false); };
  const bouge = (e: PointerEvent): void => { if (!tenu) return; const c = sousLePointeur(e); if (c) choisir(c, true); };
  const haut = (): void => { tenu = false; };
  svg.classList.add('cursor-pointer', 'select-none');
  for (const t of svg.querySelectorAll('text')) t.style.pointerEvents = 'none';
  svg.addEventListener('pointerdown', bas);
  svg.addEventListener('pointermove', bouge);
  addEventListener('pointerup', haut);
  return () => { svg.removeEventListener('pointerdown', bas); svg.removeEventListener('pointermove', bouge); removeEventListener('pointerup', haut); };
}

const lireGenre = (v: string): Genre => GENRES.find((g) => g === v) ?? 'part';
const quitte = (g: Genre): boolean => g === 'part' || g === 'part_dans_deux_ans';

/** A point of doctors: one of them leaves. A commune without: one settles. What is being dragged only moves. */
const suite = (avant: GesteImagine, { commune, surUnPoint }: Choix, glisse: boolean): GesteImagine =>
  glisse ? { ...avant, commune } : { commune, genre: surUnPoint ? (quitte(avant.genre) ? avant.genre : 'part') : quitte(avant.genre) ? 's_installe' : avant.genre, etp: avant.etp > 0 ? avant.etp : 1 };

function EtSi({ d }: { d: DonneesEtSi }): JSX.Element {
  const scenario = useMemo(() => depuisJson(d.scenario), [d]);
  const [essai, changer] = useState<GesteImagine>({ commune: d.depart, genre: 's_installe', etp: 0 });
  const depart = useMemo(() => jouer({ scenario, destinations: d.destinations }, []), [scenario]);
  const effet = useMemo(() => jouer({ scenario, destinations: d.destinations }, essai.etp > 0 ? [...d.gestes, essai] : d.gestes), [scenario, essai]);
  useEffect(() => poserMedecins(new Map(d.destinations.map((c, j) => [c, (scenario.offre[j] ?? 0) / ACTIVITE_MOYENNE] as const))), [scenario]);
  useEffect(() => ecouterCarte((c, glisse) => { if (d.destinations.includes(c.commune)) changer((avant) => suite(avant, c, glisse)); }), [d]);
  useLayoutEffect(() => peindre(d.origines, effet.valeurs, essai.etp > 0 ? essai.commune : ''), [effet]);
  return (
    <form method="get" class="carte grid gap-4 p-5" data-turbo="false">
      {d.gestes.map((g) => <input key={ecrireGeste(g)} type="hidden" name="g" value={ecrireGeste(g)} />)}
      {essai.etp > 0 && <input type="hidden" name="g" value={ecrireGeste(essai)} />}
      <p class="text-sm text-douce">Touchez la carte : un point de médecins pour un départ, une commune pour une installation. À la souris, faites glisser pour essayer ailleurs.</p>
      <div class="flex flex-wrap gap-4">
        <label class="grow basis-56"><span class="mb-1 block font-semibold">Dans quelle commune</span>
          <select class="select" value={essai.commune} onChange={(e) => changer({ ...essai, commune: e.currentTarget.value, etp: essai.etp || 1 })}>{d.lieux.map((l) => <option key={l.code} value={l.code}>{l.nom}</option>)}</select>
        </label>
        <label class="grow basis-56"><span class="mb-1 block font-semibold">Que se passe-t-il</span>
          <select class="select" value={essai.genre} onChange={(e) => { const genre = lireGenre(e.currentTarget.value); changer({ ...essai, genre, etp: genre === 'centre' ? Math.max(essai.etp, 3) : essai.etp || 1 }); }}>{GENRES.map((g) => <option key={g} value={g}>{libelleGenre[g]}</option>)}</select>
        </label>
      </div>
      <label><span class="mb-1 block font-semibold">Combien : {formaterNombre(essai.etp)} équivalent{essai.etp >= 2 ? 's' : ''} temps plein</span>
        <input class="w-full max-w-lg accent-primary" type="range" min="0" max="10" step="0.5" value={essai.etp} onInput={(e) => changer({ ...essai, etp: Number(e.currentTarget.value) })} />
      </label>
      <p role="status" class="text-lg font-semibold">{phraseEffet(depart.avant, effet.apres)}</p>
      <p><button class="btn btn-primary" type="submit" disabled={essai.etp === 0}>Ajouter ce geste</button></p>
    </form>
  );
}

/** Replaces the plain form: the map and the count follow the slider and the pointer. */
export function monter(element: HTMLElement, donnees: DonneesEtSi): () => void {
  render(<EtSi d={donnees} />, element);
  return () => render(null, element);
}
