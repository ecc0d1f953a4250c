import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { CompteurContexte, idSuivant } from '../contextes.ts';
import { ETROIT, LARGE, placer, quiTiennent } from './axe.ts';
import { Figure, type HabillageGraphique } from './figure.tsx';

/** `valeurs` follow `abscisses`; `undefined` is a hole in the line. At most six series: beyond, nobody tells them apart. */
export type Serie = { readonly libelle: string; readonly valeurs: readonly (number | undefined)[] };

type Proprietes = HabillageGraphique & { abscisses: readonly string[]; series: readonly Serie[]; quoi: string; format?: (n: number) => string; depuisZero?: boolean };

const HAUTEUR = 240;
const HAUT = 28;
const ECART_ETIQUETTES = 20;
/** Two line ends closer than this (px) leave no room for a name between them. */
const SERRE = 34;
/** Room (px) that a name needs under the end of its line, above the axis. */
const SOUS_LA_LIGNE = 24;
const MOTIFS = ['', '7 4', '2 4', '10 3 2 3', '4 3', '14 4'] as const;
const pc = (x: number): string => `${x.toFixed(2)}%`;

/** Where the name of each line goes: above its end, or below when another line ends just above. */
export const poserEtiquettes = (fins: readonly number[]): number[] =>
  etaler(fins.map((y) => (fins.some((autre) => autre < y && y - autre < SERRE) ? y + 20 : y - 12)), ECART_ETIQUETTES, 14);

/** Places labels without one covering another. */
export function etaler(hauteurs: readonly number[], ecart: number, plancher: number): number[] {
  const ordre = hauteurs.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y);
  const places: number[] = [];
  let dernier = plancher - ecart;
  for (const { y, i } of ordre) {
    dernier = Math.max(y, dernier + ecart);
    places[i] = dernier;
  }
  return places;
}

/** A line alone that comes down to its end would cross a name written above it: it goes below when there is room. */
function nommerLesLignes(series: readonly Serie[], y: (v: number) => number): readonly number[] {
  const hauteurs = series.map((s) => s.valeurs.flatMap((v) => (v === undefined ? [] : [y(v)])));
  const [avant, fin] = hauteurs.length === 1 ? (hauteurs[0] ?? []).slice(-2) : [];
  if (avant !== undefined && fin !== undefined && avant < fin && fin < HAUTEUR - SOUS_LA_LIGNE) return [fin + 20];
  return poserEtiquettes(hauteurs.map((h) => h.at(-1) ?? y(0)));
}

/** Where a line ends, a name stands: at the edge, or over the last point of a line that stops before the others. */
function finDe(s: Serie, x: (i: number) => number): { readonly ou: string; readonly ancre: 'start' | 'middle' | 'end' } {
  const fin = s.valeurs.findLastIndex((v) => v !== undefined);
  if (fin === s.valeurs.length - 1 || fin === -1 || x(fin) > 85) return { ou: '99.5%', ancre: 'end' };
  return { ou: pc(x(fin)), ancre: x(fin) < 15 ? 'start' : 'middle' };
}

type Echelles = { x: (i: number) => number; y: ScaleLinear<number, number> };

function Trait({ serie, rang, x, y }: Echelles & { serie: Serie; rang: number }): JSX.Element {
  const points = serie.valeurs.flatMap((v, i) => (v === undefined ? [] : [{ v, i }]));
  const trace = line<number | undefined>()
    .defined((v) => v !== undefined)
    .x((_, i) => x(i))
    .y((v) => y(v ?? 0));
  return (
    <>
      <svg x="0" y="0" width="100%" height={HAUTEUR} viewBox={`0 0 100 ${HAUTEUR}`} preserveAspectRatio="none">
        <path d={trace([...serie.valeurs]) ?? ''} fill="none" class={`serie-trait-${rang + 1}`} stroke-width="2.5" stroke-dasharray={MOTIFS[rang] ?? ''} stroke-linejoin="round" vector-effect="non-scaling-stroke" />
      </svg>
      {points.map((p) => (
        <circle key={p.i} cx={pc(x(p.i))} cy={y(p.v).toFixed(1)} r="3.5" class={`serie-${rang + 1}`} />
      ))}
    </>
  );
}

/** Figures of one axis have as many decimals as the one that needs most: 23,0 above 22,8. */
function graduer(graduations: readonly number[], format: (n: number) => string): readonly string[] {
  if (format !== formaterNombre) return graduations.map((t) => format(t));
  const ecrites = graduations.map((t) => formaterNombre(t).split(','));
  const decimales = Math.max(0, ...ecrites.map(([, d = '']) => d.length));
  return ecrites.map(([entier = '', d = '']) => (decimales === 0 ? entier : `${entier},${d.padEnd(decimales, '0')}`));
}

function Axes({ abscisses, x, y, format }: Echelles & { abscisses: readonly string[]; format: (n: number) => string }): JSX.Element {
  const pas = Math.max(1, Math.ceil((abscisses.length - 1) / 4));
  const derniere = abscisses.length - 1;
  const mots = quiTiennent(abscisses.map((mot, i) => ({ mot, x: x(i) })).filter((_, i) => i === derniere || (i % pas === 0 && derniere - i >= pas / 2)), LARGE);
  const surTelephone = quiTiennent(mots, ETROIT);
  const graduations = y.ticks(4);
  const ecrites = graduer(graduations, format);
  return (
    <>
      {graduations.map((t, i) => (
        <g key={t}>
          <line x1="0" x2="100%" y1={y(t)} y2={y(t)} stroke="var(--color-base-300)" />
          <text x="0" y={y(t) - 4} class="graphique-axe">{ecrites[i]}</text>
        </g>
      ))}
      {mots.map((m) => {
        const { x: ou, ancre } = placer(m);
        return <text key={m.mot} x={pc(ou)} y={HAUTEUR + 20} class={surTelephone.includes(m) ? 'graphique-axe' : 'graphique-axe axe-large'} text-anchor={ancre}>{m.mot}</text>;
      })}
    </>
  );
}

/** Values over time. Axis words sit inside the drawing and each line carries its name at its end: no legend to go and read. */
export function GraphiqueLignes({ abscisses, series, quoi, format = formaterNombre, depuisZero = false, ...habillage }: Proprietes): JSX.Element {
  const toutes = series.flatMap((s) => s.valeurs.flatMap((v) => (v === undefined ? [] : [v])));
  const y = scaleLinear([depuisZero ? 0 : Math.min(...toutes), Math.max(...toutes)], [HAUTEUR - 8, HAUT]).nice(4);
  const x = (i: number): number => (abscisses.length < 2 ? 50 : 9 + (i / (abscisses.length - 1)) * 90);
  const etiquettes = nommerLesLignes(series, y);
  const table = abscisses.map((a, i) => [a, ...series.map((s) => { const v = s.valeurs[i]; return v === undefined ? '—' : format(v); })]);
  return (
    <Figure {...habillage} entetes={['', ...series.map((s) => s.libelle)]} lignes={table}>
      <CompteurContexte.Consumer>
        {(compteur) => {
          const id = idSuivant(compteur, 'courbe');
          return (
            <svg class="trace block overflow-visible" width="100%" height={HAUTEUR + 28} role="img" aria-labelledby={`${id}-t ${id}-d`}>
              <title id={`${id}-t`}>{habillage.titre}</title>
              <desc id={`${id}-d`}>{habillage.phrase ?? quoi} Les chiffres sont dans le tableau qui suit.</desc>
              <Axes abscisses={abscisses} x={x} y={y} format={format} />
              {series.map((s, rang) => <Trait key={s.libelle} serie={s} rang={rang} x={x} y={y} />)}
              {series.map((s, rang) => (
                <text key={s.libelle} x={finDe(s, x).ou} y={etiquettes[rang]} text-anchor={finDe(s, x).ancre} class={`graphique-etiquette serie-${rang + 1}`}>{s.libelle}</text>
              ))}
            </svg>
          );
        }}
      </CompteurContexte.Consumer>
    </Figure>
  );
}
