import type { JSX } from 'preact';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { accord } from '#core/texte.ts';
import { PageMessage } from '#web/message.tsx';
import type { VuePublique } from '../view.ts';

/** For residents, without signing in: only those who chose to be here, and only what they chose to show. */
export function PageAnnuairePublic({ vue }: { vue: VuePublique }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cet annuaire n’est pas ouvert au public." texte="La CPTS ne l’a pas publié." lien={{ href: '/', libelle: 'Aller à l’accueil' }} />;
  return (
    <>
      <TitrePage titre={`Les professionnels de la ${vue.cpts}`} phrase={vue.fiches.length === 0 ? undefined : `${accord(vue.fiches.length, 'professionnel a choisi', 'professionnels ont choisi')} de se présenter ici.`} />
      {vue.demo && <Encadre titre="Démonstration">Ces personnes sont inventées.</Encadre>}
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.metiers.length > 1 && (
        <nav aria-label="Professions" class="mb-6">
          <ul class="flex flex-wrap gap-2">
            {[{ valeur: '', libelle: 'Toutes' }, ...vue.metiers].map((m) => (
              <li key={m.valeur}><a class="btn btn-sm" href={m.valeur === '' ? '?' : `?metier=${m.valeur}`} {...(m.valeur === vue.metier ? { 'aria-current': 'page' as const } : {})}>{m.libelle}</a></li>
            ))}
          </ul>
        </nav>
      )}
      {vue.fiches.length === 0 ? (
        <EtatVide titre="Personne ne s’est encore présenté ici." icone="users">Pour trouver un soignant, consultez l’annuaire santé d’ameli.fr. En cas d’urgence, appelez le 15.</EtatVide>
      ) : (
        <ul class="grid gap-4 lg:grid-cols-2">
          {vue.fiches.map((f, i) => (
            <li key={`${f.nom}-${i}`} class="carte min-w-0 px-5 py-4 wrap-anywhere">
              <h2 class="text-lg">{f.nom}</h2>
              <p class="text-douce">{f.metier}</p>
              {f.champs.length > 0 && <div class="mt-2"><ListeCle lignes={f.champs.map((c) => ({ cle: c.libelle, valeur: <span class="whitespace-pre-line">{c.valeur}</span> }))} /></div>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
