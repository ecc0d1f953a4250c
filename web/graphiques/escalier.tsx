import type { JSX } from 'preact';
import { CompteurContexte, idSuivant } from '../contextes.ts';
import { LETTRE_ETIQUETTE, placer } from './axe.ts';
import { Figure, type HabillageGraphique } from './figure.tsx';

/** `x`, `y` in the units of the thing. Points follow one another by a straight line; a step is two points at the same `x`. */
export type PointEscalier = { readonly x: number; readonly y: number };
export type RepereEscalier = PointEscalier & { readonly libelle: string };

type Proprietes = HabillageGraphique & {
  points: readonly PointEscalier[];
  /** Thresholds, named under the axis. */
  seuils: readonly { readonly x: number; readonly libelle: string }[];
  /** Where one stands, where one tries to be. */
  reperes: readonly RepereEscalier[];
  format: (y: number) => string;
  entetes: readonly [string, string];
  lignes: readonly (readonly string[])[];
};

const HAUTEUR = 200;
const HAUT = 26;
const [GAUCHE, DROITE] = [3, 97];
/** Two words closer than this, in percent of the width, would cover each other. */
const SERRE = 13;
/** Left of this (percent), a name in the middle of its point may cover the figures of the floors. */
const AU_BORD = 32;

function Mot({ x, y, mot, lettre, class: classe }: { x: number; y: number; mot: string; lettre?: number; class: string }): JSX.Element {
  const place = placer({ x, mot }, lettre);
  return <text x={`${place.x.toFixed(2)}%`} y={y} class={classe} text-anchor={place.ancre}>{mot}</text>;
}

/** What each value pays: a stair for tiers, a slope for a pro rata, with today on it. */
export function Escalier({ points, seuils, reperes, format, entetes, lignes, ...habillage }: Proprietes): JSX.Element {
  const xs = points.map((p) => p.x);
  const [min, max] = [Math.min(...xs), Math.max(...xs)];
  const sommet = Math.max(1, ...points.map((p) => p.y));
  const x = (v: number): number => (max === min ? 50 : GAUCHE + ((Math.min(max, Math.max(min, v)) - min) / (max - min)) * (DROITE - GAUCHE));
  const y = (v: number): number => HAUTEUR - 4 - (v / sommet) * (HAUTEUR - HAUT - 4);
  const trace = points.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.x).toFixed(2)} ${y(p.y).toFixed(1)}`).join(' ');
  const montrer = seuils.toSorted((a, b) => x(a.x) - x(b.x)).reduce<(typeof seuils)[number][]>((l, s) => { const avant = l.at(-1); return avant && x(s.x) - x(avant.x) < SERRE ? l : [...l, s]; }, []);
  // A name at the left edge rises above the figure of its floor, written there.
  const hauteurDuNom = (r: RepereEscalier): number => Math.max(16, y(r.y) - (x(r.x) < AU_BORD ? 26 : 12));
  const etages = [...new Set(points.map((p) => p.y))].toSorted((a, b) => a - b);
  const traits = etages.length <= 5 ? etages : [0, sommet];
  return (
    <Figure {...habillage} entetes={entetes} lignes={lignes}>
      <CompteurContexte.Consumer>
        {(compteur) => {
          const id = idSuivant(compteur, 'escalier');
          return (
            <svg class="trace block overflow-visible" width="100%" height={HAUTEUR + 26} role="img" aria-labelledby={`${id}-t ${id}-d`}>
              <title id={`${id}-t`}>{habillage.titre}</title>
              <desc id={`${id}-d`}>{habillage.phrase ?? ''} Les chiffres sont dans le tableau qui suit.</desc>
              {traits.map((t) => (
                <g key={t}>
                  <line x1="0" x2="100%" y1={y(t)} y2={y(t)} stroke="var(--color-base-300)" />
                  <text x="0" y={y(t) - 5} class="graphique-axe">{format(t)}</text>
                </g>
              ))}
              <svg x="0" y="0" width="100%" height={HAUTEUR} viewBox={`0 0 100 ${HAUTEUR}`} preserveAspectRatio="none"><path d={trace} fill="none" class="serie-trait-1" stroke-width="3" stroke-linejoin="round" vector-effect="non-scaling-stroke" /></svg>
              {montrer.map((s) => <Mot key={s.libelle} x={x(s.x)} y={HAUTEUR + 18} mot={s.libelle} class="graphique-axe" />)}
              {reperes.map((r, i) => (
                <g key={r.libelle}>
                  <line x1={`${x(r.x).toFixed(2)}%`} x2={`${x(r.x).toFixed(2)}%`} y1={y(r.y)} y2={HAUTEUR} class={`serie-trait-${i + 2}`} stroke-dasharray="3 3" />
                  <circle cx={`${x(r.x).toFixed(2)}%`} cy={y(r.y)} r="6" class={`serie-${i + 2}`} stroke="var(--color-base-100)" stroke-width="2" />
                  <Mot x={x(r.x)} y={hauteurDuNom(r)} mot={r.libelle} lettre={LETTRE_ETIQUETTE} class={`graphique-etiquette serie-${i + 2}`} />
                </g>
              ))}
            </svg>
          );
        }}
      </CompteurContexte.Consumer>
    </Figure>
  );
}
