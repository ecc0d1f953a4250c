import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueEtat } from '../view.ts';
import { Postes } from './dossier.tsx';
import { Fichiers } from './plan.tsx';

/** A signed state, as it was signed, and what moved since. */
export function PageEtat({ vue }: { vue: VueEtat }): JSX.Element {
  if (vue.cas === 'inconnu') return <TitrePage titre="Cet état n’existe pas ici." phrase="Les états signés sont dans le plan du dialogue." action={<LienBouton href={`${vue.base}/dialogue`}>Revenir au plan</LienBouton>} />;
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} action={vue.depot ? <LienBouton href={vue.depot.href}>Voir le {vue.depot.libelle.toLowerCase()}</LienBouton> : undefined} />
      {!vue.intacte && <Encadre ton="attention" titre="L’empreinte ne correspond plus">Ce qui est gardé n’est pas ce qui fut signé. Prévenez l’exploitant, et comparez avec le fichier déposé.</Encadre>}
      <div class="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
        <ListeCle lignes={vue.somme.map((s) => ({ ...s }))} />
        <div class="grid gap-6">
          <Fichiers titre="Fichiers signés" liens={vue.fichiers} />
          <div>
            <h2 class="mb-2 text-base font-semibold">Empreinte des données</h2>
            {vue.intacte && <p class="mb-1"><Badge ton="reussi">recalculée à l’instant, intacte</Badge></p>}
            <p class="chiffres text-sm break-all text-douce">{vue.empreinte}</p>
          </div>
        </div>
      </div>
      {vue.depuis && (
        <Section titre="Depuis la signature" phrase={vue.depuis.phrase}>
          {vue.depuis.lignes.length > 0 && <ul class="divide-y divide-base-300 border-y border-base-300">{vue.depuis.lignes.map((l) => <li key={l.libelle} class="py-3"><span class="font-semibold">{l.libelle}</span><span class="block max-w-texte">{l.texte}</span></li>)}</ul>}
        </Section>
      )}
      <Postes postes={vue.postes} />
    </>
  );
}
