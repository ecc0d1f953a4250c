import type { ComponentChildren, JSX } from 'preact';
import type { Provenance } from '#core/provenance.ts';
import { LigneSource } from '../composants/chiffre.tsx';

/** What every chart has: a title, the sentence it shows, the drawing, its table, where it comes from. */
export type HabillageGraphique = { titre: string; phrase?: string; provenances?: readonly Provenance[]; niveau?: 2 | 3 };

type Proprietes = HabillageGraphique & { entetes: readonly string[]; lignes: readonly (readonly string[])[]; children: ComponentChildren };

function TableDerriere({ titre, entetes, lignes }: Pick<Proprietes, 'titre' | 'entetes' | 'lignes'>): JSX.Element {
  return (
    <details class="mt-3">
      <summary class="inline-flex min-h-9 items-center text-sm text-lien underline underline-offset-4">Voir les chiffres</summary>
      <div class="overflow-x-auto" role="region" aria-label={`Chiffres : ${titre}`} tabIndex={0}>
        <table class="tableau-simple">
          <caption class="sr-only">{titre}</caption>
          <thead>
            <tr>{entetes.map((e) => <th key={e} scope="col">{e}</th>)}</tr>
          </thead>
          <tbody>
            {lignes.map(([premier, ...reste]) => (
              <tr key={premier}>
                <th scope="row">{premier}</th>
                {reste.map((v, i) => <td key={i}>{v}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

export function Figure({ titre, phrase, provenances = [], niveau = 3, entetes, lignes, children }: Proprietes): JSX.Element {
  const Titre = niveau === 2 ? 'h2' : 'h3';
  return (
    <figure class="mb-8 max-w-3xl">
      <figcaption class="mb-4">
        <Titre>{titre}</Titre>
        {phrase && <p class="text-douce">{phrase}</p>}
      </figcaption>
      {children}
      <TableDerriere titre={titre} entetes={entetes} lignes={lignes} />
      {provenances.length > 0 && <LigneSource provenances={provenances} />}
    </figure>
  );
}
