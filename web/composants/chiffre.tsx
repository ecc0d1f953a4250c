import type { ComponentChildren, JSX } from 'preact';
import type { Chiffre, Nature, Provenance } from '#core/provenance.ts';
import { formaterNombre } from '#core/texte.ts';
import { cleProvenance, CompteurContexte, idSuivant, noterProvenance } from '../contextes.ts';

const MARQUES: Record<Nature, { mot: string; explication: string } | undefined> = {
  officielle: undefined,
  estimee: { mot: 'estimation', explication: 'Chiffre estimé par calcul, à défaut de chiffre publié.' },
  simulee: { mot: 'simulation', explication: 'Chiffre d’une hypothèse : il ne décrit pas la situation réelle.' },
  fictive: { mot: 'fictif', explication: 'Donnée inventée pour la démonstration.' },
};

/** The one mark of what is not an official figure: dashed edge, same words everywhere. */
export function MarqueNature({ nature }: { nature: Nature }): JSX.Element | null {
  const marque = MARQUES[nature];
  return marque ? (
    <span class="pastille inline-block rounded border border-dashed border-bord px-1.5 text-xs font-normal tracking-normal text-douce" title={marque.explication}>
      {marque.mot}
    </span>
  ) : null;
}

/** `INSEE, recensement · 2023`, on one line, for a caption or under a chart. */
export function LigneSource({ provenances }: { provenances: readonly Provenance[] }): JSX.Element {
  const uniques = [...new Map(provenances.map((p) => [cleProvenance(p), p])).entries()];
  return (
    <CompteurContexte.Consumer>
      {({ dites }) => {
        for (const [cle] of uniques) dites.add(cle);
        return (
          <p class="mt-2 text-sm text-douce">
            {uniques.length > 1 ? 'Sources : ' : 'Source : '}
            {uniques.map(([cle, p], i) => (
              <span key={cle}>
                {i > 0 && ' ; '}
                {p.origine}, {p.millesime}{p.nature !== 'officielle' && ' '}
                <MarqueNature nature={p.nature} />
              </span>
            ))}
            .
          </p>
        );
      }}
    </CompteurContexte.Consumer>
  );
}

type ProprietesChiffre = { chiffre: Chiffre<number | string>; unite?: string; format?: (valeur: number) => string; /** Bigger than the text around it. */ grand?: boolean };

const lisible = (valeur: number | string, format: (v: number) => string): string => (typeof valeur === 'number' ? format(valeur) : valeur);

/**
 * A figure of the world, its origin one tap away. The native popover needs no script; a browser that
 * does not know it shows the source in line, which is still true.
 */
export function ChiffreSource({ chiffre, unite, format = formaterNombre, grand = false }: ProprietesChiffre): JSX.Element {
  const { provenance: p } = chiffre;
  return (
    <CompteurContexte.Consumer>
      {(compteur) => {
        const id = idSuivant(compteur, 'source');
        noterProvenance(compteur, p);
        return (
          <span>
            <button type="button" class="chiffre-source whitespace-nowrap" popovertarget={id}>
              <span class={grand ? 'text-2xl font-bold tracking-tight' : ''}>{lisible(chiffre.valeur, format)}</span>
              {unite && `\u00a0${unite}`}
              <span class="sr-only"> : d’où vient ce chiffre</span>
            </button>
            {p.nature !== 'officielle' && ' '}
            <MarqueNature nature={p.nature} />
            <span id={id} popover="auto" class="bulle flottant">
              <span class="block text-sm text-douce">D’où vient ce chiffre</span>
              <span class="block font-semibold">{p.origine}</span>
              <span class="block text-sm">Millésime : {p.millesime}</span>
              {MARQUES[p.nature] && <span class="mt-1 block text-sm">{MARQUES[p.nature]?.explication}</span>}
              {p.note && <span class="mt-1 block text-sm">{p.note}</span>}
            </span>
          </span>
        );
      }}
    </CompteurContexte.Consumer>
  );
}

/** A sentence that carries its figure: the sentence first, the figure big inside it. */
export function PhraseChiffre({ avant, chiffre, unite, format, apres, detail }: ProprietesChiffre & { avant?: string; apres?: string; detail?: ComponentChildren }): JSX.Element {
  return (
    <div class="max-w-texte">
      <p class="text-lg leading-snug">
        {avant && `${avant} `}
        <ChiffreSource chiffre={chiffre} grand {...(unite ? { unite } : {})} {...(format ? { format } : {})} />
        {apres && ` ${apres}`}
      </p>
      {detail && <p class="mt-1 text-douce">{detail}</p>}
    </div>
  );
}
