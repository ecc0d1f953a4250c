import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { accord } from '#core/texte.ts';
import type { VueVersions } from '../view.ts';

/** Who wrote what, when: every version of a section of the letter or of a chapter, latest first. */
export function PageVersions({ vue, refus }: { vue: VueVersions; refus?: string }): JSX.Element {
  const retour = <LienBouton href={vue.retour.href}>{vue.retour.libelle}</LienBouton>;
  return (
    <>
      <TitrePage titre={`Versions de « ${vue.titre} »`} phrase={vue.versions.length === 0 ? 'Personne n’a encore rien enregistré ici.' : `${accord(vue.versions.length, 'enregistrement')}, du plus récent au plus ancien. Rien ne s’efface.`} action={retour} />
      {refus && <Encadre ton="refus" titre="Rien n’a changé">{refus}</Encadre>}
      {vue.versions.length === 0 ? (
        <EtatVide titre="Aucune version" icone="file-text">La première apparaîtra au premier enregistrement.</EtatVide>
      ) : (
        <ol class="max-w-3xl divide-y divide-base-300 border-y border-base-300">
          {vue.versions.map((v) => (
            <li key={v.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
              <span class="min-w-0 wrap-anywhere">
                <span class="font-semibold">{v.libelle}</span>{' '}
                {v.courante && <Badge ton="reussi">en cours</Badge>}
                {v.miseDeCote && <Badge ton="attente">mis de côté</Badge>}
                <span class="block">{v.motif}</span>
                <span class="block text-sm text-douce">{v.quand}</span>
              </span>
              <LienBouton petit href={v.href}>Voir la différence<span class="sr-only"> : {v.libelle}</span></LienBouton>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
