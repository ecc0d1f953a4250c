import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { CompteurContexte, idSuivant } from '../contextes.ts';
import { Figure, type HabillageGraphique } from './figure.tsx';

/** `valeurs` follow `abscisses`; `undefined` is a hole in the line. At most six series: beyond, nobody tells them apart. */
export type Serie = { readonly libelle: string; readonly valeurs: readonly (number | undefined)[] };

type Proprietes = HabillageGraphique & { abscisses: readonly string[]; series: readonly Serie[]; quoi: string; format?: (n: number) => string; depuisZero?: boolean };

const HAUTEUR = 240;
const HAUT = 28;
const ECART_ETIQUETTES = 20;
/** Two line ends closer than this (px) leave no room for a name between them. */
const SERRE = 34;
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

function Axes({ abscisses, x, y, format }: Echelles & { abscisses: readonly string[]; format: (n: number) => string }): JSX.Element {
  const pas = Math.max(1, Math.ceil((abscisses.length - 1) / 4));
  const derniere = abscisses.length - 1;
  return (
    <>
      {y.ticks(4).map((t) => (
        <g key={t}>
          <line x1="0" x2="100%" y1={y(t)} y2={y(t)} stroke="var(--color-base-300)" />
          <text x="0" y={y(t) - 4} class="graphique-axe">{format(t)}</text>
        </g>
      ))}
      {abscisses.map((a, i) => {
        const montre = i === derniere || (i % pas === 0 && derniere - i >= pas / 2);
        return montre ? (
          <text key={a} x={pc(x(i))} y={HAUTEUR + 20} class="graphique-axe" text-anchor={i === derniere ? 'end' : x(i) < 4 ? 'start' : 'middle'}>{a}</text>
        ) : null;
      })}
    </>
  );
}

/** Values over time. Axis words sit inside the drawing and each line carries its name at its end: no legend to go and read. */
export function GraphiqueLignes({ abscisses, series, quoi, format = formaterNombre, depuisZero = false, ...habillage }: Proprietes): JSX.Element {
  const toutes = series.flatMap((s) => s.valeurs.flatMap((v) => (v === undefined ? [] : [v])));
  const y = scaleLinear([depuisZero ? 0 : Math.min(...toutes), Math.max(...toutes)], [HAUTEUR - 8, HAUT]).nice(4);
  const x = (i: number): number => (abscisses.length < 2 ? 50 : 9 + (i / (abscisses.length - 1)) * 90);
  const etiquettes = poserEtiquettes(series.map((s) => y(s.valeurs.findLast((v) => v !== undefined) ?? 0)));
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
                <text key={s.libelle} x="99.5%" y={etiquettes[rang]} text-anchor="end" class={`graphique-etiquette serie-${rang + 1}`}>{s.libelle}</text>
              ))}
            </svg>
          );
        }}
      </CompteurContexte.Consumer>
    </Figure>
  );
}
